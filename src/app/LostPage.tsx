import type { ReactElement } from 'react';
import { LostPart } from '../ui/LostPart.tsx';
import { Page } from '../ui/Page.tsx';

/** In place of a screen, or of the whole app, whose code did not come. */
export const LostPage = (): ReactElement => (
  <Page title="A part is missing">
    <LostPart />
  </Page>
);
