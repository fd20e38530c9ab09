import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { serverNow } from '../../api/client.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { type PlannedStore, storesWord } from './deployForm.ts';
import { Summary } from './deployStyle.ts';
import { besideFindings, findingGroups, type PlanFinding, planFindings } from './planFindings.ts';
import { Thumbprint } from './Thumbprint.tsx';
import { usePlanInventories } from './usePlanInventories.ts';

const Part = styled('section')({
  overflowWrap: 'anywhere',
  '& ul': { margin: '2px 0 8px', paddingLeft: 40 },
  '& summary': { paddingLeft: 22 },
});
/** So many stores are named at once; more are folded. */
const namedAtOnce = 3;

/** What the last inventories say against a plan of an enrollment, by what it is about, before anything is asked for. */
export function PlanFindings({ plan }: { plan: readonly PlannedStore[] }): ReactElement | null {
  const { inventories, pending } = usePlanInventories(plan);
  const now = serverNow();
  const found = planFindings(plan, inventories, now, 'always');
  const groups = findingGroups([...found, ...besideFindings(plan, inventories, now)]);
  if (plan.length === 0) return null;
  return (
    <Part aria-label="What lives in the stores now">
      <h3>What lives in the stores now</h3>
      {pending > 0 && <StatusMark kind="waiting" text={`Reading the inventory of ${storesWord(pending)} …`} />}
      {pending === 0 && groups.length === 0 && 'Nothing stands out in the last inventories.'}
      {groups.map(({ kind, what, stores }) => (
        <div key={what}>
          <StatusMark kind={kind} text={stores.length === 1 ? what : `${what} (${storesWord(stores.length)})`} />
          {stores.length > namedAtOnce ? (
            <details>
              <Summary>All {stores.length}</Summary>
              <Stores stores={stores} />
            </details>
          ) : (
            <Stores stores={stores} />
          )}
        </div>
      ))}
    </Part>
  );
}

function Stores({ stores }: { stores: readonly PlanFinding[] }): ReactElement {
  return (
    <ul>
      {stores.map(({ storeId, displayName, detail, thumbprint }) => (
        <li key={storeId}>
          {displayName}: {detail}
          <Thumbprint value={thumbprint} />
        </li>
      ))}
    </ul>
  );
}
