import { lazy, Suspense, type ReactElement } from 'react';
import type { Abilities } from '../../../api/server.ts';
import type { WizardStep } from '../../../form/Wizard.tsx';
import { commonName } from '../../../domain/dn.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { LostPart, PartBoundary } from '../../../ui/LostPart.tsx';
import { storesWord } from '../../deploy/deployForm.ts';
import type { ChosenSetup } from '../chosenSetup.ts';
import { nothingToDetail } from '../detailsForm.ts';
import type { EnrollStart } from '../EnrollFrame.tsx';
import { requestedSubject } from '../names/subjectForm.ts';
import { LinkNote } from '../LinkNote.tsx';
import type { RenewOnce } from '../renewal/renewOnce.ts';
import type { SummaryProps } from '../RequestSummary.tsx';
import { prefilledChoice } from '../prefilledChoice.ts';
import type { EnrollChoice, Setup } from '../setup.ts';
import { WhatStep } from '../WhatStep.tsx';
import type { PfxValues } from './pfxForm.ts';
import { passwordMissing } from './pfxPassword.ts';
import { installs } from './pfxToWire.ts';

const load = {
  extras: () => import('./WhatExtras.tsx'),
  names: () => import('./NamesStep.tsx'),
  key: () => import('./KeyStep.tsx'),
  details: () => import('../DetailsStep.tsx'),
  where: () => import('./WhereStep.tsx'),
  review: () => import('./PfxReview.tsx'),
};
const WhatExtras = lazy(load.extras);
const NamesStep = lazy(load.names);
const KeyStep = lazy(load.key);
const DetailsStep = lazy(async () => ({ default: (await load.details()).DetailsStep }));
const WhereStep = lazy(load.where);
const PfxReview = lazy(load.review);

/** Fetches the later steps while the first one is filled in: a new build on the server must not take them away midway. */
export async function loadSteps(): Promise<void> {
  await Promise.allSettled(Object.values(load).map((one) => one()));
}

const later = (step: ReactElement): ReactElement => (
  <PartBoundary part={step.type} lost={<LostPart what="This step" />}>
    <Suspense fallback={<Loading what="the step" />}>{step}</Suspense>
  </PartBoundary>
);

interface Drawn {
  start: EnrollStart;
  chosen: ChosenSetup;
  /** That of the choice in the form. */
  setup: Setup | null;
  values: PfxValues;
  /** What is to be done in the step of the details. */
  detailsTodo: string | undefined;
  summary: SummaryProps;
  once: RenewOnce;
  /** By id, why a store of the link is not in the plan. */
  failed: Readonly<Record<string, string>>;
  onPick: (choice: EnrollChoice) => void;
}

function whereWords(values: PfxValues, abilities: Abilities): string {
  const { stores, download } = values;
  const places = [
    download ? 'Download' : '',
    stores.length === 0 ? '' : storesWord(stores.length),
    installs(values, abilities) || values.replaces !== null ? 'Stores of the old certificate' : '',
  ];
  return places.filter((place) => place !== '').join(', ');
}

/** The steps of a PFX enrollment. */
export function pfxSteps(drawn: Drawn): WizardStep[] {
  const { start, chosen, setup, values, detailsTodo, summary, once, failed, onPick } = drawn;
  const { abilities, choices, prefill, old } = start;
  const choice = prefilledChoice(choices, prefill, old);
  const stores = values.stores.map(({ storeId }) => storeId);
  const taken = { choices, choice, setup, noPlace: [], stores, failed, old };
  return [
    {
      id: 'what',
      label: 'What',
      fields: ['source', 'authority', 'acceptTerms', 'renewal', 'populateFromAd'],
      render: () => (
        <>
          <LinkNote kind="pfx" prefill={prefill} taken={taken} onPick={onPick} />
          <WhatStep start={start} chosen={chosen} onPick={onPick} source={values.source}>
            {later(<WhatExtras abilities={abilities} once={once} />)}
          </WhatStep>
        </>
      ),
      summary: () => setup?.choice.label,
    },
    {
      id: 'names',
      label: 'Subject and names',
      fields: ['subject', 'sans'],
      render: () => later(<NamesStep setup={setup} />),
      summary: () => commonName(requestedSubject(values.subject)),
    },
    {
      id: 'key',
      label: 'Key and file',
      fields: [
        'key',
        'alternativeKey',
        'passwordFrom',
        'password',
        'format',
        'includeChain',
        'chainOrder',
        'subjectHeader',
        'friendlyName',
        'legacyEncryption',
        'provider',
        'fileExtension',
      ],
      render: () => later(<KeyStep setup={setup} abilities={abilities} />),
      summary: () => summary.keyLabel,
      todo: passwordMissing(values) ? 'The password has to be given' : undefined,
    },
    {
      id: 'details',
      label: 'Details',
      fields: ['metadata', 'fields', 'owner'],
      render: () => later(<DetailsStep setup={setup} ownerRole={abilities.ownerRole} />),
      todo: detailsTodo,
      skip: setup && nothingToDetail(setup, abilities.ownerRole) ? 'Nothing is asked for' : undefined,
    },
    {
      id: 'where',
      label: 'Where',
      fields: ['download', 'stores', 'replaces', 'when', 'jobTime'],
      render: () => later(<WhereStep setup={setup} abilities={abilities} />),
      summary: () => whereWords(values, abilities),
    },
    {
      id: 'review',
      label: 'Review',
      fields: [],
      render: () => later(<PfxReview summary={summary} values={values} setup={setup} abilities={abilities} />),
    },
  ];
}
