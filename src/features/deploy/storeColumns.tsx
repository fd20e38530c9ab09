import { styled } from '@mui/material/styles';
import type { Store } from '../../api/stores.ts';
import type { Column } from '../../ui/columns.ts';
import { MiddleCut } from '../../ui/MiddleCut.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { ageText, isLongAgo } from './age.ts';
import { agentOf, type TargetRules, whyNotStore } from './storeTargets.ts';

const Quiet = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary }));

const utc = (iso: string) => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

interface StoreColumns {
  rules: TargetRules;
  /** Stores in the plan, and those that have a job already, by id. */
  chosen: ReadonlySet<string>;
  asked: ReadonlySet<string>;
  /** What the server calls groups of stores. */
  container: string;
  /** The caller may not read orchestrators. */
  agentsHidden: boolean;
  now: Date;
}

/** The columns of the list of stores, without the check boxes. */
export function storeColumns(o: StoreColumns): readonly Column<Store>[] {
  const { rules, chosen, asked, container, agentsHidden, now } = o;
  const lastSeen = (store: Store): string | null => agentOf(store, rules)?.lastSeen ?? null;
  const silent = (store: Store): string | undefined => {
    const seen = lastSeen(store);
    return seen !== null && isLongAgo(seen, now) ? `Last seen ${ageText(seen, now)}` : undefined;
  };
  const state = (store: Store): string => {
    if (chosen.has(store.storeId)) return 'In the plan';
    if (asked.has(store.storeId)) return 'On its way';
    return rules.types === undefined ? '' : (whyNotStore(store, rules) ?? silent(store) ?? '');
  };
  return [
    { key: 'machine', header: 'Machine', minWidth: 100, text: (store) => store.machine },
    {
      key: 'path',
      header: 'Path',
      mono: true,
      minWidth: 110,
      text: (store) => store.path,
      cell: (store) => <MiddleCut text={store.path} />,
    },
    {
      key: 'state',
      header: 'State',
      minWidth: 112,
      text: state,
      cell: (store) => {
        if (chosen.has(store.storeId)) return <StatusMark kind="ok" text="In the plan" />;
        if (asked.has(store.storeId)) return <StatusMark kind="waiting" text="On its way" />;
        const said = state(store);
        return said !== '' && said === silent(store) ? (
          <StatusMark kind="warning" text={said} />
        ) : (
          <Quiet>{said}</Quiet>
        );
      },
    },
    {
      key: 'type',
      header: 'Type',
      width: 112,
      hideBelow: 480,
      text: (store) => rules.types?.get(store.typeId)?.shortName ?? '',
      title: (store) => rules.types?.get(store.typeId)?.name ?? '',
    },
    {
      key: 'agent',
      header: 'Orchestrator seen',
      width: 150,
      hideBelow: 640,
      text: (store) => {
        const seen = lastSeen(store);
        return seen === null ? '' : ageText(seen, now);
      },
      title: (store) => {
        const seen = lastSeen(store);
        return seen === null ? '' : `${agentOf(store, rules)?.machine ?? ''}, last seen ${utc(seen)}`;
      },
      cell: (store) => {
        if (agentsHidden) return <Quiet>not shown to you</Quiet>;
        const seen = lastSeen(store);
        return seen === null ? null : ageText(seen, now);
      },
    },
    {
      key: 'container',
      header: container,
      width: 150,
      hideBelow: 800,
      text: (store) => store.container ?? '',
    },
  ];
}
