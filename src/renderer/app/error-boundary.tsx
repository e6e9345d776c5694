import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.js';

interface Props {
  readonly place: string;
  readonly children: ReactNode;
}

/** Keeps one broken page from taking the console with it, and says what still works. */
export class ErrorBoundary extends Component<Props, { failure: Error | null }> {
  override state: { failure: Error | null } = { failure: null };

  static getDerivedStateFromError(failure: Error): { failure: Error } {
    return { failure };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <div role="alert" className="mx-auto flex h-full max-w-lg flex-col items-start justify-center gap-3 p-6">
        <h1 className="text-title font-semibold">This page could not be drawn</h1>
        <p className="text-soft">
          A fault in {this.props.place} stopped it. Watching, alerts and notifications go on: they run apart from this window.
        </p>
        <pre className="max-h-40 w-full overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-small">
          {failure.message}
        </pre>
        <div className="flex gap-2">
          <Button look="primary" onClick={() => this.setState({ failure: null })}>
            Try again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload the console</Button>
        </div>
      </div>
    );
  }
}
