import { beforeEach, describe, expect, it } from 'vitest';
import { createScriptedIngest, type ScriptedIngest } from '../../../../tests/support/ingest.js';

let ingest: ScriptedIngest;
beforeEach(() => {
  ingest = createScriptedIngest();
});

const alert = (status: string, labels: object, more: object = {}) => ({ status, labels, ...more });
const body = (...alerts: readonly unknown[]) => ({ version: '4', status: 'firing', alerts });

/** What fires by the newest of what was kept, each by its labels without the fingerprint. */
const firing = (): readonly string[] => {
  const newest = new Map(ingest.taken.map(({ id, value }) => [id as string, value]));
  return [...newest]
    .filter(([id, value]) => value === 1 && id.startsWith('external_alert'))
    .map(([id]) => id.replace(/fingerprint="[a-p]{12}",/, ''));
};

describe('alerts of Alertmanager', () => {
  it('appear as what fires there, each with what it is about', async () => {
    const labels = { alertname: 'DiskFull', severity: 'critical', instance: 'db1:9100', mountpoint: '/var/lib' };
    await ingest.send(
      body(alert('firing', labels, { annotations: { summary: 'Jane' } }), alert('resolved', { alertname: 'Slow' })),
    );
    expect(firing()).toEqual([
      'external_alert{alertname="DiskFull",instance="db1-9100",mountpoint="var/lib",severity="critical",source="ingest"}',
    ]);
    expect(ingest.taken.map(({ value }) => value)).toEqual([1, 0]);
  });

  it('of two pods are two: the end of one leaves the other firing', async () => {
    const crash = { alertname: 'PodCrash', severity: 'critical' };
    await ingest.send(body(alert('firing', { ...crash, pod: 'web-a' }), alert('resolved', { ...crash, pod: 'web-b' })));
    expect(firing()).toEqual(['external_alert{alertname="PodCrash",pod="web-a",severity="critical",source="ingest"}']);
  });

  it('of two machines whose addresses are cut are two', async () => {
    const full = (address: string) => ({ alertname: 'DiskFull', severity: 'critical', instance: `${address}:9100` });
    await ingest.send(body(alert('firing', full('10.0.0.5')), alert('firing', full('10.0.0.6'))));
    expect(firing()).toHaveLength(2);
    await ingest.send(body(alert('resolved', full('10.0.0.6'))));
    expect(firing()).toEqual(['external_alert{alertname="DiskFull",severity="critical",source="ingest"}']);
    await ingest.send(body(alert('resolved', full('10.0.0.5'))));
    expect(firing()).toEqual([]);
  });

  it('are told apart by Alertmanager’s own fingerprint, of which nothing can be read', async () => {
    const same = { alertname: 'QueueLong', severity: 'warning' };
    await ingest.send(
      body(
        alert('firing', same, { fingerprint: '4111111111111111' }),
        alert('firing', same, { fingerprint: 'jane.smith@example.org' }),
      ),
    );
    expect(firing()).toHaveLength(2);
    expect(ingest.said().join()).not.toMatch(/4111|jane|:id|:number/);
  });

  it('that stand twice in a body fire as long as one of them does', async () => {
    const labels = { alertname: 'QueueLong' };
    await ingest.send(body(alert('firing', labels), alert('resolved', labels)));
    expect(ingest.taken.map(({ value }) => value)).toEqual([1]);
  });

  it('that cannot be told from others are refused by their place, and the rest is taken', async () => {
    const answer = await ingest.send(
      body(
        null,
        alert('firing', { severity: 'critical' }),
        alert('firing', { alertname: 'x"} evil{a="b@c.de' }),
        alert('paused', { alertname: 'A' }),
        alert('firing', { alertname: 'Good' }),
      ),
    );
    expect(answer).toMatchObject({ ok: true, value: { accepted: 1, refused: 4 } });
    const faults = answer.ok ? answer.value.faults.map(({ message }) => message) : [];
    expect(faults).toEqual([
      'has alerts[0], whose "status" must be firing or resolved',
      'has alerts[1], which has no label "alertname"',
      'has alerts[2], whose "alertname" is no short name, or could say who somebody is',
      'has alerts[3], whose "status" must be firing or resolved',
    ]);
    expect(firing()).toEqual(['external_alert{alertname="Good",source="ingest"}']);
  });
});
