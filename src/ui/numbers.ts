const counts = new Intl.NumberFormat();

/** A number of things as the reader's language writes it ("5,000"). */
export const formatCount = (count: number): string => counts.format(count);
