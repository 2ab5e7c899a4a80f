import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { Paperclip } from 'lucide-react';
import { useRef } from 'react';

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
export function FileChips({
  files,
  removeLabel,
  onChange,
}: {
  files: File[];
  removeLabel: (name: string) => string;
  onChange: (files: File[]) => void;
}) {
  return files.map((file, nth) => (
    <Chip
      key={`${file.name} ${nth}`}
      label={file.name}
      size="small"
      onDelete={() => onChange(files.filter((_, at) => at !== nth))}
      slotProps={{ root: { 'aria-label': removeLabel(file.name) } }}
    />
  ));
}
