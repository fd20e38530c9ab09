import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useMemo, type ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { readCaKeys } from '../../../api/resolvedSettings.ts';
import { templateQuery } from '../../../api/templates.ts';
import { families, isPostQuantum, sameAlgorithm, type KeyAlgorithm } from '../../../domain/keyAlgorithms.ts';

import { CheckBox } from '../../../form/CheckBox.tsx';
import { useEditor } from '../editorContext.ts';
import { orNull } from '../orNull.ts';
import { useSystemRules } from '../useSystemRules.ts';
import { leftToSystem, policyFromWire, policyReach, type PolicyValues } from './policyForm.ts';
import { everyAlgorithm, isBare, keySlots, restrictionText, sizesOf, withSize, withWhole } from './policyKeys.ts';
import type { AlgorithmRow } from './policyKeysWire.ts';
import { PolicyKeysCurves, type SlotProps } from './PolicyKeysCurves.tsx';

const Title = styled('h3')({ margin: '8px 0 0', fontSize: '1em', lineHeight: '24px', fontWeight: 500 });
const Quiet = styled('p')(({ theme }) => ({
  display: 'block',
  margin: '0 0 8px',
  color: theme.palette.text.secondary,
}));
const Fold = styled('summary')(({ theme }) => ({
  minHeight: 'var(--small)',
  cursor: 'pointer',
  color: theme.palette.primary.main,
}));
const Family = styled('fieldset')(({ theme }) => ({
  display: 'grid',
  minWidth: 0,
  margin: 0,
  border: 0,
  gridTemplateColumns: 'minmax(0, 200px) minmax(0, 1fr)',
  gap: '0 16px',
  padding: '4px 0',
  borderTop: `1px solid ${theme.palette.divider}`,
  '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  '& > div:first-of-type': { padding: '4px 0' },
  '& small': { display: 'block', fontSize: '0.8125rem', color: theme.palette.text.secondary },
}));
const Choices = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: '0 20px', minWidth: 0 });

interface Offered {
  /** Whether the answer is still on its way. */
  pending: boolean;
  primary: readonly KeyAlgorithm[];
  alternative: readonly KeyAlgorithm[];
  /** Whether this is what the certificate authority says, rather than everything that is known. */
  said: boolean;
}

/** What can be chosen: what the CA of the template can do, or everything where that is not told. */
function useOffered(): Offered {
  const { kind, document, templateId } = useEditor();
  const elsewhere = kind === 'pattern' && templateId !== null;
  const template = useQuery({ ...templateQuery(templateId ?? 0), enabled: elsewhere });
  const pending = elsewhere && template.isPending;
  const source = kind === 'template' ? document : template.data;
  return useMemo(() => {
    const { names } = policyReach(document, kind);
    const can = source === undefined ? null : orNull(() => readCaKeys(source));
    const said = can !== null && can.algorithms !== null;
    const every = everyAlgorithm();
    const nameable = ({ name }: KeyAlgorithm) => names === null || names.some((known) => sameAlgorithm(known, name));
    return {
      pending,
      primary: (can?.algorithms ?? every).filter(nameable),
      alternative: can?.alternative ?? (said ? [] : every.filter(({ name }) => isPostQuantum(name) === true)),
      said,
    };
  }, [source, pending, document, kind]);
}

/** Which keys may be used: sizes, curves and algorithms, and beside them what is in force when none is chosen. */
export function PolicyKeys(): ReactElement {
  const { kind, document } = useEditor();
  const offered = useOffered();
  const reach = useMemo(() => policyReach(document, kind), [document, kind]);
  const loaded = useMemo(() => policyFromWire(document, kind), [document, kind]);
  const system = useSystemRules()?.algorithms;
  const { field } = useController<{ policy: PolicyValues }, 'policy.algorithms'>({ name: 'policy.algorithms' });
  const rows = field.value;
  const left = useMemo(() => leftToSystem(document, kind, rows), [document, kind, rows]);
  return (
    <div data-field={field.name}>
      <Title>Key algorithms</Title>
      <Quiet as="output">{restrictionText({ kind, rows, left, system })}</Quiet>
      {offered.pending && <Quiet>Reading what the certificate authority can do …</Quiet>}
      {!offered.pending && !offered.said && kind !== 'settings' && (
        <Quiet>What the certificate authority can do is not told here: everything that is known can be chosen.</Quiet>
      )}
      {!offered.pending && (
        <KeyList
          label="Key algorithms"
          loaded={loaded.algorithms}
          offered={offered.primary}
          said={offered.said}
          rows={rows}
          onChange={field.onChange}
        />
      )}
      {reach.alternative && !offered.pending && <AlternativeKeys offered={offered} loaded={loaded.alternative} />}
    </div>
  );
}

/** The second keys of hybrid certificates, folded: few use them. */
function AlternativeKeys({ offered, loaded }: { offered: Offered; loaded: readonly AlgorithmRow[] }): ReactElement {
  const { field } = useController<{ policy: PolicyValues }, 'policy.alternative'>({ name: 'policy.alternative' });
  const chosen = field.value.length;
  return (
    <details data-field={field.name}>
      <Fold>Alternative keys of hybrid certificates ({chosen === 0 ? 'none' : chosen})</Fold>
      <Quiet>With none chosen here no alternative key is allowed.</Quiet>
      <KeyList
        label="Alternative keys"
        loaded={loaded}
        offered={offered.alternative}
        said={offered.said}
        rows={field.value}
        onChange={field.onChange}
      />
    </details>
  );
}

interface KeyListProps {
  label: string;
  loaded: readonly AlgorithmRow[];
  offered: readonly KeyAlgorithm[];
  said: boolean;
  rows: readonly AlgorithmRow[];
  onChange: (rows: AlgorithmRow[]) => void;
}

function KeyList({ label, loaded, offered, said, rows, onChange }: KeyListProps): ReactElement {
  const slots = keySlots(loaded, rows, offered);
  return (
    <>
      {families.map(({ family, meaning }) => {
        const own = slots.filter(({ facts }) => facts.family === family);
        if (own.length === 0) return null;
        return (
          <Family key={family} aria-label={`${label}, ${family}`}>
            <div>
              {family}
              <small>{meaning}</small>
            </div>
            <Choices>
              {own.map((slot) => (
                <SlotChoices key={`${slot.source} ${slot.facts.name}`} {...{ slot, said, rows, onChange }} />
              ))}
            </Choices>
          </Family>
        );
      })}
    </>
  );
}

const strange = 'not offered by the CA';

function SlotChoices(props: SlotProps): ReactElement {
  const { slot, said, rows, onChange } = props;
  const { facts, held, loaded, offer } = slot;
  const whole = (label: string, note: string | undefined) => (
    <CheckBox
      label={label}
      checked={held !== null}
      hint={note}
      onChange={(on) => onChange(withWhole(rows, slot, on))}
    />
  );
  if (facts.shape === 'whole') return whole(facts.name, said && offer === null ? strange : undefined);
  return (
    <>
      {(isBare(held, slot) || isBare(loaded, slot)) &&
        whole(`${facts.name} as it came`, [...(loaded?.bitLengths ?? []), 'no more is said'].join(', '))}
      {facts.shape === 'curves' && <PolicyKeysCurves {...props} />}
      {facts.shape === 'sizes' &&
        sizesOf(slot).map((size) => (
          <CheckBox
            key={size}
            label={String(size)}
            checked={held?.bitLengths.includes(size) ?? false}
            hint={said && offer?.bitLengths.includes(size) !== true ? strange : undefined}
            onChange={(on) => onChange(withSize(rows, slot, size, on))}
          />
        ))}
    </>
  );
}
