import { styled } from '@mui/material/styles';
import { createContext, type ReactElement, type ReactNode, type RefObject, useContext, useState } from 'react';
import { createPortal } from 'react-dom';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import type { FollowedOne } from './followEvidence.ts';
import { illText } from './followWords.ts';

interface Head {
  /** Where in the head it is said; null while the page has no head. */
  place: HTMLElement | null;
  setPlace: (place: HTMLElement | null) => void;
}

const HeadContext = createContext<Head | null>(null);

const Line = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0 12px', marginTop: 4 });

/** A page whose head says when stores further down went wrong. */
export function StoresHeadPage({ children }: { children: ReactNode }): ReactElement {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return <HeadContext value={{ place, setPlace }}>{children}</HeadContext>;
}

/** Where in the head of such a page it is said, by the lists that follow the stores. */
export function StoresInHead(): ReactElement | null {
  const setPlace = useContext(HeadContext)?.setPlace;
  return setPlace ? <div ref={setPlace} /> : null;
}

interface IllStoresProps {
  stores: readonly FollowedOne[];
  /** The list that shows them. */
  list: RefObject<HTMLElement | null>;
}

/** What went wrong with stores of a list, said in the head of the page, with the way to the list. */
export function IllStores({ stores, list }: IllStoresProps): ReactElement | null {
  const place = useContext(HeadContext)?.place ?? null;
  const text = illText(stores);
  if (place === null || text === '') return null;
  const show = (): void => {
    const first = list.current?.querySelector<HTMLElement>('[data-ill]') ?? list.current;
    first?.scrollIntoView({ block: 'start' });
    first?.focus({ preventScroll: true });
  };
  return createPortal(
    <Line>
      <StatusMark kind="error" text={text} />
      <ActionButton kind="quiet" onClick={show}>
        {stores.length === 1 ? 'Show the store' : 'Show the stores'}
      </ActionButton>
    </Line>,
    place,
  );
}
