import { prepare } from './engine/prepare.ts';
import type { SchemaNode } from './engine/logic.ts';
import { pathOf, type PublicationFault, type SourceMap, type SourcePlace } from './publication-fault.ts';
import { choiceFaults, kindFaults } from './publication-kinds.ts';
import { logicFaults } from './publication-logic.ts';
import { textFaults } from './publication-texts.ts';
import type { Questionnaire } from './questionnaire.ts';

const deepestRepeats = 5;

const nameFaults = (nodes: readonly SchemaNode[]): PublicationFault[] => {
  const faults: PublicationFault[] = [];
  const seen = new Map<string, string>();
  for (const node of nodes) {
    if (node.kind === 'form') continue;
    // A section may be called as a question is; a path tells them apart.
    const key = `${node.kind === 'section' ? 'section ' : ''}${node.name.toLowerCase()}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, node.name);
    else {
      const code = before === node.name ? 'duplicate-name' : 'name-differs-in-case-only';
      faults.push({ path: `${pathOf(node)}/name`, code, parts: { name: node.name, before } });
    }
    if (node.repeats.length >= deepestRepeats && node.kind === 'repeat')
      faults.push({ path: `${pathOf(node)}/name`, code: 'nested-too-deep', parts: { most: deepestRepeats } });
  }
  return faults;
};

/** The place of a path in the workbook, or of what it lies in. */
export const sourceOf = (sources: SourceMap, path: string): SourcePlace | undefined => {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    const found = sources.get(at);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The part of what the path names that is wrong: a language's words, or the name. */
const partOf = ({ code, parts }: PublicationFault): string => {
  if (code === 'text-missing') return 'sv';
  if (parts['language'] !== undefined) return String(parts['language']);
  return code === 'duplicate-choice' ? 'name' : '';
};

/**
 * All that keeps a document from being published: names, logic, circles, kinds, choices, languages. `sources` say where
 * in a workbook its parts came from, by the paths that the faults name.
 */
export const publicationFaults = (of: Questionnaire, sources: SourceMap = new Map()): PublicationFault[] => {
  const prepared = prepare(of);
  const faults = [
    ...nameFaults(prepared.nodes),
    ...logicFaults(prepared),
    ...prepared.nodes.flatMap((node) => kindFaults(of, node)),
    ...choiceFaults(of),
    ...textFaults(of, prepared),
  ];
  const told = new Set<string>();
  return faults.flatMap((fault) => {
    const source = sourceOf(sources, `${fault.path}/${partOf(fault)}`);
    if (source === undefined) return [fault];
    // Words that stand for another language's too are wrong once, in the one cell that has them.
    const { language, ...parts } = fault.parts;
    const key = JSON.stringify([fault.code, parts, source]);
    if (language !== undefined && fault.code !== 'language-missing') {
      if (told.has(key)) return [];
      told.add(key);
    }
    return [{ ...fault, source }];
  });
};
