import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuditDraft, AuditEntry } from '../../core/model/audit.js';
import { instant } from '../../core/time/instant.js';
import { canonicalJson } from './canonical-json.js';
import { CHAIN_START, chained, concludeWalk, walkOn } from './chain.js';

const draft = (action: string): AuditDraft => ({
  at: instant(1_000),
  actor: { name: 'ana', role: 'responder', via: 'desk' },
  action,
  subject: 'a1-1',
  details: { z: 1, a: null },
});

const chain = (length: number): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let i = 1; i <= length; i += 1) entries.push(chained(draft(`act ${i}`), entries.at(-1) ?? CHAIN_START));
  return entries;
};

const verdictOf = (entries: readonly AuditEntry[], head: AuditEntry) => {
  const walk = walkOn({ last: CHAIN_START, entries: 0 }, entries);
  return 'kind' in walk ? walk : concludeWalk(walk, head);
};

describe('the audit chain', () => {
  it('hashes the entry before, a line feed and the canonical JSON', () => {
    const entry = chained(draft('act'), CHAIN_START);
    const json =
      '{"action":"act","actor":{"name":"ana","role":"responder","via":"desk"},"at":1000,"details":{"a":null,"z":1},"sequence":1,"subject":"a1-1"}';
    expect(entry.hash).toBe(
      createHash('sha256')
        .update(`${'0'.repeat(64)}\n${json}`)
        .digest('hex'),
    );
  });

  it('is intact as it was written', () => {
    const entries = chain(5);
    const head = entries[4] as AuditEntry;
    expect(verdictOf(entries, head)).toEqual({ kind: 'intact', entries: 5, head: head.hash });
  });

  const entries = chain(5);
  const [first, second, third, fourth, fifth] = entries as [AuditEntry, AuditEntry, AuditEntry, AuditEntry, AuditEntry];
  const rewritten = chained(draft('something else'), second);

  it.each([
    ['an edited action', [first, second, { ...third, action: 'nothing' }, fourth, fifth], 3],
    ['an edited detail', [first, { ...second, details: { z: 2, a: null } }, third, fourth, fifth], 2],
    ['an added field', [first, { ...second, extra: 1 } as AuditEntry, third, fourth, fifth], 2],
    ['an edited time', [{ ...first, at: instant(0) }, second, third, fourth, fifth], 1],
    ['a deletion', [first, second, fourth, fifth], 3],
    ['a deletion closed up', [first, second, { ...fourth, sequence: 3 }, { ...fifth, sequence: 4 }], 3],
    ['two in each other’s place', [first, third, second, fourth, fifth], 2],
    ['an insertion', [first, second, rewritten, { ...third, sequence: 4 }, { ...fourth, sequence: 5 }], 4],
    ['a rewriting with a right hash', [first, second, rewritten, fourth, fifth], 4],
    ['a missing beginning', [second, third, fourth, fifth], 1],
    ['a missing end', [first, second, third], 4],
  ])('shows %s', (_, tampered, sequence) => {
    expect(verdictOf(tampered, fifth)).toMatchObject({ kind: 'changed', sequence });
  });

  it('shows another last entry than the one last written', () => {
    expect(verdictOf([first, second, third, fourth, chained(draft('other'), fourth)], fifth)).toMatchObject({
      kind: 'changed',
    });
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: 'x' })).toBe('{"a":"x","b":[{"d":1}]}');
    expect(canonicalJson({ b: { y: 1, x: 2 }, a: 1 })).toBe(canonicalJson({ a: 1, b: { x: 2, y: 1 } }));
  });
});
