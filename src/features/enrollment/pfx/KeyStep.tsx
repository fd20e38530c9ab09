import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import type { Abilities } from '../../../api/server.ts';
import { Notice } from '../../../ui/Notice.tsx';
import type { Setup } from '../setup.ts';
import { FileFields } from './FileFields.tsx';
import { KeyFields } from './KeyFields.tsx';
import { versionOf, type PfxValues } from './pfxForm.ts';

interface KeyStepProps {
  setup: Setup | null;
  abilities: Abilities;
}

/** The key, and the file that it comes in. */
export default function KeyStep({ setup, abilities }: KeyStepProps): ReactElement {
  const populateFromAd = useWatch<PfxValues, 'populateFromAd'>({ name: 'populateFromAd' });
  return (
    <>
      {abilities.keyChoice ? (
        <KeyFields setup={setup} second={versionOf({ populateFromAd }, abilities) === 2} />
      ) : (
        <Notice kind="info" title="The template decides the key">
          This server does not let a request choose key type and size.
        </Notice>
      )}
      <h3>File</h3>
      <FileFields setup={setup} abilities={abilities} />
    </>
  );
}
