export interface BareRegex {
  subjectPart: string;
  regex: string;
  error: string;
}

export interface BareMetadata {
  field: string;
  use: string;
  defaultValue: string;
}

/** What the bare page shows: the same rows as the app, read from the sandbox once and laid beside the page. */
export interface BareData {
  headers: string[];
  rows: string[][];
  storeHeaders: string[];
  stores: string[][];
  regexes: BareRegex[];
  metadata: BareMetadata[];
}
