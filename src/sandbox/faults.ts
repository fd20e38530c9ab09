export const faultKinds = [
  '400',
  '401',
  '403',
  '404',
  '409',
  '500',
  '502',
  '503',
  '504',
  'html',
  'empty',
  'truncated',
  'slow',
  'drop-before',
  'drop-after',
] as const;
type FaultKind = (typeof faultKinds)[number];

/**
 * Something that shall go wrong: for requests whose path holds `path` (and with `method`, when given), `times` times.
 * empty, truncated and drop-after happen after the request has taken effect, slow before it and then goes on,
 * all others instead of it.
 */
export interface Fault {
  method?: string;
  path: string;
  kind: FaultKind;
  times: number;
  /** Only for slow; default 2000 ms. */
  delayMs?: number;
}
