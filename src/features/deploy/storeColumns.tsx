import { styled } from '@mui/material/styles';
import type { Store } from '../../api/stores.ts';
import type { Column } from '../../ui/columns.ts';
import { reasonWords } from '../../ui/reasonWays.tsx';
import { StatusMark, type StatusKind } from '../../ui/StatusMark.tsx';
import { twoLines } from '../../ui/twoLines.ts';
import { ageText, isLongAgo } from './age.ts';
import { typeName } from './planWords.ts';
import { agentOf, type TargetRules, whyNotStore } from './storeTargets.ts';

/** How cells of these columns look, for what is around the table: a component for each would be slow to draw. */
export const StoreCells = styled('div')(({ theme }) => ({
  '& .machine, & .path': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: '20px' },
  // Where there is no room for all of it, its beginning goes: the end tells paths apart.
  '& .path': {
    fontFamily: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: '0.8571em',
    color: theme.palette.text.secondary,
    direction: 'rtl',
    textAlign: 'left',
  },
  '& .path > bdi': { direction: 'ltr', unicodeBidi: 'isolate' },
  // No more than the two lines of its row.
  '& .said': { display: 'block', lineHeight: '20px' },
  '& .said > span > .icon + span': twoLines,
}));

/** Empty where the type is not known yet, or may not be read. */
function typeOf({ types }: TargetRules, { typeId }: Store): string {
  const type = types?.get(typeId);
  return type === undefined ? '' : typeName(type);
}

const utc = (iso: string) => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

interface StoreColumns {
  rules: TargetRules;
  /** Stores in the plan, and those that have a job already, by id. */
  chosen: ReadonlySet<string>;
  asked: ReadonlySet<string>;
  /** What the server calls groups of stores. */
  container: string;
  now: Date;
}

/** The columns of the list of stores, without the check boxes. */
export function storeColumns(o: StoreColumns): readonly Column<Store>[] {
  const { rules, chosen, asked, container, now } = o;
  const lastSeen = (store: Store): string | null => agentOf(store, rules)?.lastSeen ?? null;
  const silent = (store: Store): string | undefined => {
    const seen = lastSeen(store);
    return seen !== null && isLongAgo(seen, now) ? `Last seen ${ageText(seen, now)}` : undefined;
  };
  const kindOf = (store: Store, said: string): StatusKind => {
    if (chosen.has(store.storeId)) return 'ok';
    if (asked.has(store.storeId)) return 'waiting';
    return said === silent(store) ? 'warning' : 'info';
  };
  const state = (store: Store): string => {
    if (chosen.has(store.storeId)) return 'In the plan';
    if (asked.has(store.storeId)) return 'On its way';
    return rules.types === undefined ? '' : (reasonWords(whyNotStore(store, rules)) ?? silent(store) ?? '');
  };
  return [
    {
      key: 'store',
      header: 'Machine and path',
      minWidth: 220,
      text: (store) => `${store.machine} ${store.path}`,
      cell: (store) => (
        <>
          <span className="machine">{store.machine}</span>
          <span className="path">
            <bdi>{store.path}</bdi>
          </span>
        </>
      ),
    },
    {
      key: 'type',
      header: 'Type',
      width: 190,
      hideBelow: 480,
      text: (store) => typeOf(rules, store),
      title: (store) => typeOf(rules, store),
    },
    {
      key: 'container',
      header: container,
      width: 160,
      hideBelow: 640,
      text: (store) => store.container ?? '',
    },
    {
      key: 'state',
      header: 'State',
      minWidth: 100,
      text: (store) => {
        const seen = lastSeen(store);
        const said = state(store);
        return said !== '' && said === silent(store) && seen !== null
          ? `${agentOf(store, rules)?.machine ?? ''}, last seen ${utc(seen)}`
          : said;
      },
      cell: (store) => {
        const said = state(store);
        if (said === '') return null;
        return (
          <span className="said">
            <StatusMark kind={kindOf(store, said)} text={said} />
          </span>
        );
      },
    },
  ];
}
