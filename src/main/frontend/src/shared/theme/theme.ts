import { createTheme } from '@mui/material/styles';

const FONTS = [
  'Inter',
  'system-ui',
  '-apple-system',
  '"Segoe UI"',
  '"Hiragino Sans"',
  '"Noto Sans JP"',
  '"Noto Sans CJK JP"',
  '"Yu Gothic UI"',
  '"Yu Gothic"',
  'Meiryo',
  'sans-serif',
].join(',');

/** Colours that mean one thing each; text in them is readable (AA) on the paper and on its own ground. */
interface Meaning {
  text: string;
  ground: string;
}
interface Meanings {
  open: Meaning;
  in_work: Meaning;
  on_hold: Meaning;
  resolved: Meaning;
  closed: Meaning;
  cancelled: Meaning;
  critical: string;
  high: string;
  medium: string;
  low: string;
  soon: string;
  late: string;
}

declare module '@mui/material/styles' {
  interface Palette {
    meaning: Meanings;
    rail: string;
    quiet: string;
  }
  interface PaletteOptions {
    meaning: Meanings;
    rail: string;
    quiet: string;
  }
}

const light = {
  primary: { main: '#0f6b63', dark: '#0a524c', light: '#d8efec', contrastText: '#ffffff' },
  error: { main: '#b3261e' },
  warning: { main: '#8a5300' },
  success: { main: '#1c6b3c' },
  info: { main: '#1b5fa8' },
  background: { default: '#fbfcfc', paper: '#ffffff' },
  text: { primary: '#16211f', secondary: '#51605d' },
  divider: '#dde4e2',
  rail: '#f2f6f5',
  quiet: '#eef2f1',
  meaning: {
    open: { text: '#1b5395', ground: '#e6f0fb' },
    in_work: { text: '#0b5f57', ground: '#dcf2ef' },
    on_hold: { text: '#5a4a80', ground: '#eeebf5' },
    resolved: { text: '#1c6b3c', ground: '#e2f4e8' },
    closed: { text: '#53605d', ground: '#edf0ef' },
    cancelled: { text: '#53605d', ground: '#edf0ef' },
    critical: '#b3261e',
    high: '#a8480a',
    medium: '#4b6a86',
    low: '#6b7876',
    soon: '#8a5300',
    late: '#b3261e',
  },
};

const dark = {
  primary: { main: '#5cc8bb', dark: '#3fae9f', light: '#173c38', contrastText: '#06201d' },
  error: { main: '#ff9d94' },
  warning: { main: '#f0b866' },
  success: { main: '#7fd49c' },
  info: { main: '#8dbdf2' },
  background: { default: '#101615', paper: '#151c1b' },
  text: { primary: '#e4ebe9', secondary: '#a0afab' },
  divider: '#2b3634',
  rail: '#0c1211',
  quiet: '#1e2826',
  meaning: {
    open: { text: '#9cc6f5', ground: '#17293d' },
    in_work: { text: '#7ed6ca', ground: '#12332f' },
    on_hold: { text: '#c4b5ea', ground: '#2a2440' },
    resolved: { text: '#8fdcaa', ground: '#16321f' },
    closed: { text: '#a9b6b3', ground: '#222b29' },
    cancelled: { text: '#a9b6b3', ground: '#222b29' },
    critical: '#ff9d94',
    high: '#f5ab74',
    medium: '#9db9d4',
    low: '#98a6a3',
    soon: '#f0b866',
    late: '#ff9d94',
  },
};

export const RAIL_WIDTH = 224;
export const ROW_HEIGHT = 36;

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data' },
  colorSchemes: { light: { palette: light }, dark: { palette: dark } },
  shape: { borderRadius: 6 },
  spacing: 8,
  typography: {
    fontFamily: FONTS,
    fontSize: 14,
    htmlFontSize: 16,
    body1: { fontSize: '0.875rem', lineHeight: 1.6 },
    body2: { fontSize: '0.8125rem', lineHeight: 1.6 },
    caption: { fontSize: '0.75rem', lineHeight: 1.5 },
    h1: { fontSize: '1.25rem', fontWeight: 600, lineHeight: 1.4 },
    h2: { fontSize: '1rem', fontWeight: 600, lineHeight: 1.5 },
    h3: { fontSize: '0.875rem', fontWeight: 600, lineHeight: 1.5 },
    button: { textTransform: 'none', fontWeight: 500, lineHeight: 1.5 },
  },
  transitions: { duration: { enteringScreen: 120, leavingScreen: 80, shortest: 80, shorter: 100, short: 120 } },
  components: {
    MuiCssBaseline: {
      styleOverrides: (t) => ({
        html: { textAutospace: 'normal' },
        body: { fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
        a: { color: t.vars!.palette.primary.main },
        '*': { scrollbarWidth: 'thin' },
        '@media (prefers-reduced-motion: reduce)': {
          '*': { animation: 'none !important', transition: 'none !important' },
        },
      }),
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: ({ theme: t }) => ({
          '&.Mui-focusVisible': { outline: `2px solid ${t.vars!.palette.primary.main}`, outlineOffset: 1 },
        }),
      },
    },
    MuiButton: {
      defaultProps: { size: 'small', disableElevation: true },
      styleOverrides: { root: { minHeight: 32, paddingInline: 12 } },
    },
    MuiToggleButton: {
      styleOverrides: {
        root: ({ theme: t }) => ({
          color: t.vars!.palette.text.secondary,
          '&.Mui-selected': { color: t.vars!.palette.text.primary },
        }),
      },
    },
    MuiBadge: { styleOverrides: { badge: { whiteSpace: 'nowrap' } } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiSelect: { defaultProps: { size: 'small' } },
    MuiAutocomplete: { defaultProps: { size: 'small' } },
    MuiTooltip: { defaultProps: { enterDelay: 400 } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiDialog: { defaultProps: { fullWidth: true, maxWidth: 'sm' } },
    MuiLink: { defaultProps: { underline: 'hover' } },
    MuiFormLabel: { styleOverrides: { asterisk: ({ theme: t }) => ({ color: t.vars!.palette.error.main }) } },
    MuiTableCell: { styleOverrides: { root: { padding: '4px 8px', fontSize: '0.875rem' } } },
  },
});
