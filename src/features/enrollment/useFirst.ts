import { useState } from 'react';

/**
 * The first value that is there, for good. What the queries say later, or that they say nothing for a while, must not take a
 * half-filled form or a key that is only on the page away.
 */
export function useFirst<T>(value: T | undefined): T | undefined {
  const [first, setFirst] = useState(value);
  if (first !== undefined || value === undefined) return first;
  setFirst(value);
  return value;
}
