import { ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { HandlersOf } from './handler.js';

/** Alerts, and what a person may do to them. */
export const alertHandlers = (desk: Desk): HandlersOf<'alert' | 'channel' | 'suppression'> => ({
  'alert.read': ({ alert }) => desk.alert(alert),
  'alert.list': async ({ since, limit }) => ok(await desk.alerts(since, limit)),
  'alert.acknowledge': (input, actor) => desk.act({ kind: 'acknowledge', ...input }, actor),
  'alert.unacknowledge': (input, actor) => desk.act({ kind: 'unacknowledge', ...input }, actor),
  'alert.resolve': (input, actor) => desk.act({ kind: 'resolve', ...input }, actor),
  'alert.reopen': (input, actor) => desk.act({ kind: 'reopen', ...input }, actor),
  'alert.escalate': (input, actor) => desk.act({ kind: 'escalate', ...input }, actor),
  'alert.suppress': (input, actor) => desk.act({ kind: 'suppress', ...input }, actor),
  'alert.unsuppress': (input, actor) => desk.act({ kind: 'unsuppress-alert', ...input }, actor),
  'alert.note': (input, actor) => desk.act({ kind: 'note', ...input }, actor),
  'alert.test': (_, actor) => desk.act({ kind: 'test-alert' }, actor),
  'channel.check': ({ channel }) => desk.checkChannel(channel),
  'channel.try': ({ channel }, actor) => desk.tryChannel(channel, actor),
  'suppression.add': (input, actor) => desk.act({ kind: 'suppress-matching', ...input }, actor),
  'suppression.end': (input, actor) => desk.act({ kind: 'unsuppress', ...input }, actor),
});
