/** The little of node-notifier that is used here; it brings no types of its own. */
declare module 'node-notifier' {
  interface NodeNotifier {
    notify(options: Record<string, unknown>, answered: (error: Error | string | null, response?: string) => void): unknown;
    on(event: 'click' | 'timeout', listener: (notifier: unknown, options: Record<string, unknown>) => void): unknown;
    off(event: 'click' | 'timeout', listener: (notifier: unknown, options: Record<string, unknown>) => void): unknown;
  }
  const notifier: NodeNotifier;
  export default notifier;
}
