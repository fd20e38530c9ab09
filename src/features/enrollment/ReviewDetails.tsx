import type { ReactElement } from 'react';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { type PlannedStore, storesWord } from '../deploy/deployForm.ts';
import { serversOwner, type DetailValues } from './detailsForm.ts';
import { Summary } from '../deploy/deployStyle.ts';
import { parameterWords } from '../deploy/planWords.ts';
import type { Setup } from './setup.ts';

/** More stores than these are folded. */
const shownAtOnce = 10;

interface ReviewDetailsProps {
  setup: Setup | null;
  details: DetailValues;
  stores?: readonly PlannedStore[];
}

/** The rest of a request on the last step: what goes along with names and key, hidden values included. */
export function ReviewDetails({ setup, details, stores = [] }: ReviewDetailsProps): ReactElement {
  const hidden = (name: string) => setup?.metadata?.find((field) => field.name === name)?.use === 'hidden';
  const metadata = details.metadata
    .filter((row) => row.value !== '')
    .map((row) => ({
      label: row.name,
      value: row.value,
      ...(hidden(row.name) ? { help: 'Hidden field, sent with its default' } : {}),
    }));
  const groups: [string, Fact[]][] = [
    ['Enrollment fields', details.fields.map((row) => ({ label: row.name, value: row.value }))],
    ['Metadata', metadata],
    ['Owner', ownerFacts(setup, details.owner)],
  ];
  return (
    <>
      {groups
        .filter(([, rows]) => rows.length > 0)
        .map(([title, rows]) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <Facts items={rows} />
          </section>
        ))}
      {stores.length > 0 && (
        <>
          <h3>Stores</h3>
          {stores.length > shownAtOnce ? (
            <details>
              <Summary>{`All ${storesWord(stores.length)} of the plan`}</Summary>
              <StoreList stores={stores} />
            </details>
          ) : (
            <StoreList stores={stores} />
          )}
        </>
      )}
    </>
  );
}

function StoreList({ stores }: { stores: readonly PlannedStore[] }): ReactElement {
  return (
    <ul>
      {stores.map((store) => (
        <li key={store.storeId}>
          {store.displayName}
          {store.alias === '' ? '' : `, alias ${store.alias}`}
          {store.overwrite ? ', overwrites what is there' : ''}
          {parameterWords(store).length === 0 ? '' : ` (${parameterWords(store).join(', ')})`}
        </li>
      ))}
    </ul>
  );
}

/** The owner that is sent, or the default that the server may put in its place. */
function ownerFacts(setup: Setup | null, owner: string): Fact[] {
  if (owner !== '') return [{ label: 'Owner role', value: owner }];
  const { defaultOwner = '' } = setup ?? {};
  return defaultOwner === ''
    ? []
    : [
        {
          label: 'Owner role',
          value: 'none',
          help:
            serversOwner(setup) === ''
              ? `The default here is ${defaultOwner}.`
              : `The server applies its default owner ${defaultOwner} itself.`,
        },
      ];
}
