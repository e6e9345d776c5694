import { useCall } from '../state/console.js';
import { Button } from '../ui/button.js';
import { toast } from '../ui/toast.js';
import { useAbout } from './reads/desk.js';

/** Prints the page that is shown; the desktop app also keeps it as a PDF, where a browser's own print window does. */
export const KeepOnPaper = ({ name }: { name: string }) => {
  const call = useCall();
  const isDesktop = useAbout()?.shell === 'desktop';
  const save = async (): Promise<void> => {
    const answer = await call('window.savePdf', { name: `${name}.pdf` });
    if (!answer.ok) toast({ tone: 'warning', text: `Not kept: ${answer.error.message}` });
    else if (answer.value.place !== null) toast({ tone: 'good', text: `Kept as ${answer.value.place}.` });
  };
  return (
    <>
      <Button onClick={() => window.print()}>Print</Button>
      {isDesktop && <Button onClick={() => void save()}>PDF</Button>}
    </>
  );
};
