import { lazy, Suspense, type ComponentProps, type ReactElement } from 'react';
import { LostPart, PartBoundary } from '../../ui/LostPart.tsx';

const AddLaterForm = lazy(async () => ({ default: (await import('./AddLaterForm.tsx')).AddLaterForm }));

/** After the five minutes: what takes the place of the form for the staged key. */
export function KeptKeyForm(props: Omit<ComponentProps<typeof AddLaterForm>, 'hasPrivateKey'>): ReactElement {
  return (
    <>
      <h3>With the key that the server keeps</h3>
      <PartBoundary part={AddLaterForm} lost={<LostPart what="This form" />}>
        <Suspense fallback={null}>
          <AddLaterForm hasPrivateKey {...props} />
        </Suspense>
      </PartBoundary>
    </>
  );
}
