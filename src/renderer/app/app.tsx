import { QueryProvider } from '../query/client.js';
import { ConsoleProvider, useConnection, useHasView } from '../state/console.js';
import type { MirrorStore } from '../state/mirror.js';
import type { Transport } from '../state/transport.js';
import { Bare, useIsBare } from './bare.js';
import { ErrorBoundary } from './error-boundary.js';
import { Frame } from './frame.js';
import { SignIn } from './sign-in.js';
import { Waiting } from './waiting.js';

const Console = () => {
  const connection = useConnection();
  const hasView = useHasView();
  const isBare = useIsBare();
  if (connection.kind === 'signed-out') return <SignIn />;
  if (!hasView) return <Waiting connection={connection} />;
  return isBare ? <Bare /> : <Frame />;
};

/** The console: providers around the frame. */
export const App = ({ mirror, transport }: { mirror: MirrorStore; transport: Transport }) => (
  <ErrorBoundary place="the console">
    <ConsoleProvider mirror={mirror} transport={transport}>
      <QueryProvider>
        <Console />
      </QueryProvider>
    </ConsoleProvider>
  </ErrorBoundary>
);
