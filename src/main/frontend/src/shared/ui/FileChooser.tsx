import Button from '@mui/material/Button';
import { Paperclip } from 'lucide-react';
import { useRef } from 'react';

import { RemovableChip } from './RemovableChip';

/** Opens the choice of files. */
export function FileButton({
  label,
  name = label,
  outlined = false,
  disabled = false,
  onChoose,
}: {
  label: string;
  /** what the choice is called where the button says something else for a while */
  name?: string;
  outlined?: boolean;
  disabled?: boolean;
  onChoose: (files: File[]) => void;
}) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        color="inherit"
        variant={outlined ? 'outlined' : 'text'}
        sx={outlined ? { borderColor: 'divider' } : undefined}
        startIcon={<Paperclip size={15} aria-hidden />}
        onClick={() => chooser.current?.click()}
        disabled={disabled}
      >
        {label}
      </Button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={name}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          onChoose(files);
        }}
      />
    </>
  );
}

/** The chosen files, each of which can be left out again. */
export function FileChips({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
  return files.map((file, nth) => (
    <RemovableChip
      key={`${file.name} ${nth}`}
      label={file.name}
      onRemove={() => onChange(files.filter((_, at) => at !== nth))}
    />
  ));
}
