import { useEffect, useRef, useState } from 'react';
import type { ConfigView } from '../../../preload/contract/calls/config.js';
import type { ConfigProblem, OpenedDocument } from '../../../preload/contract/views.js';
import { BeforeAfter } from '../../query/before-after.js';
import { type SaveOutcome, useSaveText } from '../../query/edits.js';
import { useRefresh } from '../../query/read.js';
import { useMay } from '../../query/rights.js';
import { useCall, useView } from '../../state/console.js';
import { count } from '../../text/quantity.js';
import { Button } from '../../ui/button.js';
import { type EditorHandle, LineEditor } from '../../ui/line-editor.js';
import { Mark, Notice } from '../../ui/mark.js';
import { Card } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { WhyNot } from '../../ui/why-not.js';
import { Problems } from './problems.js';

const CHECK_AFTER = 350;

/** Main's judgement of a text, asked for when the typing pauses; null while it is on its way. */
const useCheck = (config: ConfigView, text: string): readonly ConfigProblem[] | null => {
  const call = useCall();
  const [checked, setChecked] = useState<{ text: string; problems: readonly ConfigProblem[] }>({
    text: config.text,
    problems: config.problems,
  });
  useEffect(() => {
    if (checked.text === text) return;
    const timer = window.setTimeout(async () => {
      const answer = await call('config.check', { text });
      if (answer.ok) setChecked({ text, problems: answer.value });
    }, CHECK_AFTER);
    return () => window.clearTimeout(timer);
  }, [call, text, checked.text]);
  return checked.text === text ? checked.problems : null;
};

interface Writing {
  /** What the text was begun from. */
  readonly config: ConfigView;
  readonly text: string;
  readonly write: (text: string) => void;
  /** Gives up what was written, and shows the document as it is. */
  readonly follow: () => void;
}

/** The text on the screen: the latest document, until someone writes. What is written outlasts a change from elsewhere. */
const useWriting = (latest: ConfigView, opened: string | null): Writing => {
  const [written, setWritten] = useState<{ readonly text: string; readonly config: ConfigView } | null>(
    opened === null || opened === latest.text ? null : { text: opened, config: latest },
  );
  const config = written?.config ?? latest;
  return {
    config,
    text: written?.text ?? latest.text,
    write: (text) => setWritten(text === config.text ? null : { text, config }),
    follow: () => setWritten(null),
  };
};

interface ConfigEditorProps {
  readonly latest: ConfigView;
  /** A document that was opened, in the place of the one that holds: to be looked at, and saved or discarded. */
  readonly opened: OpenedDocument | null;
}

/** The whole document as text, checked while one types. It is saved only where it is right. */
export const ConfigEditor = ({ latest, opened }: ConfigEditorProps) => {
  const { config, text, write, follow } = useWriting(latest, opened?.text ?? null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (opened !== null) frame.current?.scrollIntoView({ block: 'start' });
  }, [opened]);
  const save = useSaveText();
  const refresh = useRefresh();
  const editor = useRef<EditorHandle>(null);
  const revision = useView((view) => view.desk.configRevision);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const problems = useCheck(config, text);
  const errors = problems?.filter((problem) => problem.severity === 'error') ?? [];
  const isChanged = text !== config.text;
  const mayWrite = useMay('config.save');
  const canSave = mayWrite && isChanged && problems !== null && errors.length === 0;
  const onSave = async (): Promise<void> => {
    if (!canSave) return;
    const result = await save(text, config.revision);
    setOutcome(result);
    if (result.kind !== 'saved') return;
    follow();
    toast({ tone: 'good', text: 'Saved. It holds from now on.' });
  };
  const readAgain = (): void => {
    follow();
    setOutcome(null);
    void refresh('config.read');
  };
  return (
    <Card className="overflow-hidden">
      {opened !== null && isChanged && (
        <div ref={frame} className="p-3">
          <Notice tone="info" title={`${opened.name} was opened`}>
            It stands below in the place of the configuration that holds. Nothing has changed yet: save it, or discard it.
          </Notice>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3 border-b border-line px-3 py-2">
        <Verdict problems={problems} />
        <WhyNot act="config.save" />
        <span className="ml-auto flex gap-2">
          <Button disabled={!isChanged} onClick={follow}>
            Discard changes
          </Button>
          <Button acts="config.save" look="primary" disabled={!canSave} onClick={() => void onSave()} shortcut="Ctrl S">
            Save
          </Button>
        </span>
      </div>
      {revision > config.revision && <Changed isChanged={isChanged} onReload={readAgain} />}
      {outcome !== null && outcome.kind !== 'saved' && outcome.kind !== 'refused' && (
        <div className="p-3">
          <Notice
            tone="warning"
            title={outcome.kind === 'conflict' ? 'Not saved: someone else saved in the meantime' : 'Not saved'}
            action={<Button onClick={readAgain}>Read it again</Button>}
          >
            {outcome.why} {outcome.kind === 'conflict' && 'Copy what you changed before you read it again.'}
          </Notice>
        </div>
      )}
      <LineEditor
        ref={editor}
        label="Configuration document"
        readOnly={!mayWrite}
        value={text}
        onText={write}
        onSave={() => void onSave()}
        marks={(problems ?? []).flatMap((problem) =>
          problem.line === null ? [] : [{ line: problem.line, tone: problem.severity === 'error' ? 'critical' : 'warning' }],
        )}
      />
      <Problems problems={problems ?? []} onJump={(line, column) => editor.current?.jump(line, column)} />
      {isChanged && (
        <div className="px-3 pb-3">
          <BeforeAfter
            change={errors.length === 0 ? { text } : null}
            hint="Once the text has no errors, this shows what the rules that it changes would have done."
          />
        </div>
      )}
    </Card>
  );
};

const Changed = ({ isChanged, onReload }: { isChanged: boolean; onReload: () => void }) => (
  <div className="p-3">
    <Notice
      tone="info"
      title="The configuration was changed elsewhere"
      action={<Button onClick={onReload}>Read it again</Button>}
    >
      {isChanged ? 'Copy what you changed here first; saving this text would be refused.' : 'What is shown here is older.'}
    </Notice>
  </div>
);

const Verdict = ({ problems }: { problems: readonly ConfigProblem[] | null }) => {
  if (problems === null) return <span className="text-faint">Checking…</span>;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  if (problems.length === 0) return <Mark tone="good" word="No problems" />;
  return (
    <>
      {errors > 0 && <Mark tone="critical" word={count(errors, 'error')} />}
      {warnings > 0 && <Mark tone="warning" word={count(warnings, 'warning')} />}
    </>
  );
};
