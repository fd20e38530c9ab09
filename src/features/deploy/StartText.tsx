import type { ReactElement } from 'react';
import { Time } from '../../ui/Time.tsx';
import { utcText } from './when.ts';

/** When jobs start, in both clocks. `startsAt`: ISO text in UTC; null: at once. */
export function StartText({ startsAt }: { startsAt: string | null }): ReactElement {
  if (startsAt === null) return <p>The jobs start as soon as the orchestrators ask for them.</p>;
  return (
    <p>
      The jobs start at <Time value={startsAt} /> ({utcText(new Date(startsAt))}).
    </p>
  );
}
