import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readCaKeys, readOwnRules, resolvedSettingsQuery } from '../../../api/resolvedSettings.ts';
import type { RuleSet } from '../../../api/ruleSet.ts';
import { templateQuery } from '../../../api/templates.ts';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { resolvedRules, rulesInForce, type RuleLayers, type RulesInForce } from '../../../domain/inForce.ts';
import { ruleDifferences, type RuleDifference } from '../../../domain/ruleDifferences.ts';
import { orNull } from '../orNull.ts';
import { useEdited } from '../EditedDocument.tsx';
import { useEditor } from '../editorContext.ts';
import { layersOf } from './layersOf.ts';
import { useSystemRulesRead } from '../useSystemRules.ts';

/** What the server's own resolution says beside ours: the differences, or why it was not compared. */
export type Comparison =
  | { state: 'reading' | 'not offered' | 'new' | 'system not known' }
  | { state: 'compared'; differences: readonly RuleDifference[] };

export interface InForce {
  /** Null while they are read; undefined where the document has rules of a shape that is not known here. */
  rules: RulesInForce | null | undefined;
  systemKnown: boolean;
  comparison: Comparison;
}

/** Null where the document has rules of a shape that is not known here. */
function layersRead(
  kind: 'template' | 'pattern',
  document: WireDocument,
  system: RuleSet | null,
  template: WireDocument | undefined,
): RuleLayers | null {
  const own = orNull(() => readOwnRules(document, system));
  return own && layersOf(kind, own, system, template === undefined ? null : orNull(() => readCaKeys(template)));
}

/** The rules in force for what is on the screen, and how the server resolves the document as it holds it. */
export function useInForce(): InForce {
  const editor = useEditor();
  const kind = editor.kind === 'pattern' ? 'pattern' : 'template';
  const { document: edited } = useEdited();
  const systemRead = useSystemRulesRead();
  const system = systemRead.data ?? null;
  const template = useQuery({
    ...templateQuery(editor.templateId ?? 0),
    enabled: kind === 'pattern' && editor.templateId !== null,
  });
  const withKeys = kind === 'template' ? edited : template.data;
  const rules = useMemo(() => {
    const layers = layersRead(kind, edited, system, withKeys);
    return layers === null ? undefined : rulesInForce(layers);
  }, [kind, edited, system, withKeys]);
  const loaded = useMemo(() => layersRead(kind, editor.document, system, undefined), [kind, editor.document, system]);
  const id = editor.document['Id'];
  const server = useQuery({
    ...resolvedSettingsQuery({ kind, id: typeof id === 'number' ? id : 0, own: loaded?.own ?? null, system }),
    enabled: typeof id === 'number' && system !== null && loaded !== null,
  });
  const comparison = useMemo((): Comparison => {
    if (typeof id !== 'number') return { state: 'new' };
    if (system === null || loaded === null) return { state: 'system not known' };
    if (server.data === undefined) return { state: server.isError ? 'not offered' : 'reading' };
    if (server.data === null) return { state: 'not offered' };
    const here = resolvedRules({ ...loaded, system });
    return { state: 'compared', differences: ruleDifferences(here, server.data, { fixedKeys: kind === 'template' }) };
  }, [id, kind, loaded, system, server.data, server.isError]);
  const reading = systemRead.isPending || template.isLoading;
  return { rules: reading ? null : rules, systemKnown: system !== null, comparison };
}
