import type { ConfigView } from '../../../../preload/contract/calls/config.js';
import { AdminFields } from '../../../query/admin-fields.js';
import { useEditsCheck } from '../../../query/check.js';
import { checkedOf } from '../../../query/checked.js';
import { CheckedFields, isTouched, useTyped } from '../../../query/checked-fields.js';
import { differences } from '../../../query/edits.js';
import { Refusal } from '../../../query/refusal.js';
import { useMay } from '../../../query/rights.js';
import { useSetUp } from '../../../query/set-up.js';
import { Button } from '../../../ui/button.js';
import { givenByVariable } from '../../../ui/form/field.js';
import { Panel } from '../../../ui/panel.js';
import { useSending } from '../../../ui/sending.js';
import { toast } from '../../../ui/toast.js';
import { documentOf, sectionDraftOf, sectionErrors, sectionSecrets, variableOf, writtenDocument } from './draft.js';
import type { SettingsSection } from './settings-section.js';

interface SectionFormProps {
  readonly section: SettingsSection;
  readonly config: ConfigView;
  readonly onClose: () => void;
}

/** Some keys of the document as fields, judged by the configuration's own check while one types. */
export const SectionForm = ({ section, config, onClose }: SectionFormProps) => (
  <Panel title={section.name} heading={<h2 className="text-lead font-semibold">{section.name}</h2>} onClose={onClose}>
    <p className="text-soft">{section.what}</p>
    <Form key={`${section.id} ${config.revision}`} section={section} config={config} onClose={onClose} />
  </Panel>
);

const Form = ({ section, config, onClose }: SectionFormProps) => {
  const before = documentOf(config.document);
  const fields = section.fields.map((field) => givenByVariable(field, variableOf(field, config.origins)));
  const typed = useTyped(() => sectionDraftOf(section, before));
  const { first, draft } = typed;
  const setUp = useSetUp([], before, config.revision);
  const mayChange = useMay('config.checkEdits');
  const after = writtenDocument(section, draft, before);
  const local = sectionErrors(section, draft);
  const edits = differences([], before, after);
  const isChecked = mayChange && edits.length > 0 && Object.keys(local).length === 0;
  const said = checkedOf(fields, useEditsCheck(isChecked ? edits : null));
  const save = async (): Promise<void> => {
    const result = await setUp.save({ block: after, secrets: sectionSecrets(section, draft) });
    if (result.kind === 'saved') toast({ tone: 'good', text: 'Saved. It holds from now on.' });
  };
  const sending = useSending<Readonly<Record<string, string>>>(
    { ...said.errors, ...local },
    (key) => isTouched(typed, said, key),
    save,
  );
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first);
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={sending.onSubmit}>
      <AdminFields what="The configuration is changed">
        <CheckedFields
          fields={fields}
          typed={typed}
          said={said}
          errors={sending.errors}
          elsewhere="About other places of the configuration"
        />
      </AdminFields>
      {setUp.outcome !== null && <Refusal outcome={setUp.outcome} />}
      <div className="flex items-center gap-2 border-t border-line pt-4">
        <Button type="submit" acts="config.edit" look="primary" disabled={sending.isSending || !isChanged}>
          Check and save
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </form>
  );
};
