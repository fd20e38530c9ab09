import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { attributeTypes, isKnownType } from '../../../domain/attributeTypes.ts';
import { attributeName } from '../../../domain/oids.ts';
import { InputBox } from '../../../form/inputStyle.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { AddIcon } from '../../../ui/icons.tsx';

const Line = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, margin: '0 0 12px' });
const Problem = styled('p')(({ theme }) => ({
  flexBasis: '100%',
  margin: 0,
  fontSize: '0.8125rem',
  color: theme.palette.error.main,
}));

const byOid = 'oid';

/** Adds a part of a type with a name, or of any OID. */
export function AddPart({ onAdd }: { onAdd: (type: string) => void }): ReactElement {
  const [type, setType] = useState('OU');
  const [oid, setOid] = useState('');
  const [problem, setProblem] = useState('');
  const add = (): void => {
    const wanted = attributeName((type === byOid ? oid : type).trim());
    if (!isKnownType(wanted)) {
      setProblem('Write an object identifier as numbers with dots, such as 2.5.4.51.');
      return;
    }
    setProblem('');
    setOid('');
    onAdd(wanted);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  return (
    <Line>
      <InputBox style={{ width: 220 }}>
        <select aria-label="Part to add" value={type} onChange={(event) => setType(event.target.value)}>
          {attributeTypes.map((each) => (
            <option key={each.type} value={each.type}>
              {each.type.includes('.') ? each.label : `${each.label} (${each.type})`}
            </option>
          ))}
          <option value={byOid}>Another part, by its OID</option>
        </select>
      </InputBox>
      {type === byOid && (
        <InputBox style={{ width: 130 }} data-wrong={problem !== ''}>
          <input
            className="mono"
            aria-label="OID of the part"
            aria-invalid={problem !== ''}
            placeholder="2.5.4.51"
            value={oid}
            autoComplete="off"
            spellCheck={false}
            onKeyDown={onKeyDown}
            onChange={(event) => setOid(event.target.value)}
          />
        </InputBox>
      )}
      <ActionButton icon={<AddIcon size={16} />} onClick={add}>
        Add a subject part
      </ActionButton>
      {type === byOid && problem !== '' && <Problem role="alert">{problem}</Problem>}
    </Line>
  );
}
