import { styled } from '@mui/material/styles';

/** Technical values: DNs, serials, thumbprints, OIDs, regexes. Breaks anywhere rather than widening the page. */
export const Mono = styled('span')({
  fontFamily: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: '0.9286em',
  fontVariantNumeric: 'tabular-nums',
  overflowWrap: 'anywhere',
});
