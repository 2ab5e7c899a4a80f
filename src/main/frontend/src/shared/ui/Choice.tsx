import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';

export interface Option {
  value: string;
  label: string;
}

/** One of a few, side by side. */
export function Choice({
  label,
  value,
  onChoose,
  children,
}: {
  label: string;
  value: string;
  onChoose: (value: string) => void;
  children: Option[];
}) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      aria-label={label}
      onChange={(_, chosen: string | null) => chosen && onChoose(chosen)}
      sx={{ flexWrap: 'wrap', '& button': { px: 1.25, py: 0.25, textTransform: 'none' } }}
    >
      {children.map((one) => (
        <ToggleButton key={one.value} value={one.value}>
          {one.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
