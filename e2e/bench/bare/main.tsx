import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { BareData } from './bareData.tsx';
import { BareForm } from './BareForm.tsx';
import { BareList } from './BareList.tsx';
import { BareStores } from './BareStores.tsx';

const asked = new URLSearchParams(window.location.search);

function Bare({ data }: { data: BareData }): ReactElement {
  const [editing, setEditing] = useState(asked.has('form'));
  const open = useCallback(() => setEditing(true), []);
  if (asked.has('stores')) return <BareStores headers={data.storeHeaders} rows={data.stores} />;
  if (editing) return <BareForm regexes={data.regexes} metadata={data.metadata} onBack={() => setEditing(false)} />;
  return <BareList headers={data.headers} rows={data.rows} first={asked.get('q') ?? ''} onOpen={open} />;
}

const answer = await fetch('./data.json');
const data = (await answer.json()) as BareData;
const place = document.getElementById('bare');
if (place) createRoot(place).render(<Bare data={data} />);
