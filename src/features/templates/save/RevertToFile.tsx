import { styled } from '@mui/material/styles';
import { useRef, useState, type ReactElement } from 'react';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { Reason } from '../../../ui/reasonWays.tsx';
import type { RuleKind } from '../rules/ruleMembers.ts';
import { readPreviousFile, revertTo } from './previousFile.ts';
import type { SaveTarget } from './saveFlow.ts';
import type { SaveControls } from './useSaveFlow.ts';

const Place = styled('div')({ flexBasis: '100%', marginTop: 8 });
/** A document of 5 MB would be a hundred times the largest that was seen. */
const largestBytes = 5_000_000;

export interface RevertToFileProps {
  kind: { kind: RuleKind; project: SaveTarget['project'] };
  /** The document as loaded. */
  base: WireDocument;
  save: SaveControls;
  /** Whether the form has changes that a document from a file would replace. */
  unsaved: () => boolean;
  /** Why the document cannot be saved. */
  closed: Reason | undefined;
}

/** Takes a document that was saved as a file and reviews putting it back; says why where that cannot be. */
export function RevertToFile({ kind, base, save, unsaved, closed }: RevertToFileProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const take = async (file: File) => {
    const text = file.size > largestBytes ? null : await file.text().catch(() => null);
    const read = text === null ? { problem: 'This file cannot be read.' } : readPreviousFile(text, kind.kind, base);
    if ('problem' in read) setProblem(read.problem);
    else await save.startDocument((fresh) => revertTo(kind.project, fresh, read.document), file.name);
  };

  return (
    <>
      <ActionButton
        disabledReason={closed}
        onClick={() => {
          if (unsaved()) setProblem('Save or discard your changes first: the document of the file would replace them.');
          else {
            setProblem(null);
            input.current?.click();
          }
        }}
      >
        Revert to a file
      </ActionButton>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="File to revert to"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file can be chosen again after it was mended.
          event.target.value = '';
          if (file) void take(file);
        }}
      />
      {problem !== null && (
        <Place>
          <Notice
            kind="warning"
            title={problem}
            actions={<ActionButton onClick={() => setProblem(null)}>Close</ActionButton>}
          >
            Nothing was changed.
          </Notice>
        </Place>
      )}
    </>
  );
}
