import Alert from "@cloudscape-design/components/alert";
import Autosuggest from "@cloudscape-design/components/autosuggest";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePlaces } from "../../app/PlacesContext";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useClient } from "../../ipc/ClientContext";
import type { Finding } from "../../ipc/generated/Finding";
import type { InstanceDraft } from "../../ipc/generated/InstanceDraft";
import type { Problem } from "../../ipc/generated/Problem";
import type { SignInWay } from "../../ipc/generated/SignInWay";
import { asProblem } from "../../ipc/problem";
import { AdvancedFields } from "./AdvancedFields";
import { ADVANCED, FIELDS, NEW } from "./fields";
import { ProfileField } from "./ProfileField";
import { TextField } from "./TextField";
import { useFaultText } from "./useFaultText";

const WAYS: SignInWay[] = ["accessKeys", "profile", "environment"];

interface Props {
  /** The instance as it is; absent for a new one. */
  before: InstanceDraft | null;
  regions: string[];
}

/** Describes an instance. What the program finds wrong stands beside its field. */
export function InstanceForm({ before, regions }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const { back } = usePlaces();
  const [draft, setDraft] = useState(before ?? NEW);
  const [findings, setFindings] = useState<Finding[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const faultText = useFaultText();

  const change = (part: Partial<InstanceDraft>) => setDraft((now) => ({ ...now, ...part }));
  const faultOf = (key: string) => {
    const found = findings.filter((finding) => finding.key === key);
    return found.length === 0 ? undefined : found.map(faultText).join(" ");
  };
  const elsewhere = findings.filter(({ key }) => key === null || !(key in FIELDS));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    setProblem(null);
    try {
      const found = await client.saveInstance(before?.name ?? null, draft);
      setFindings(found);
      if (found.length === 0) return back();
    } catch (rejection) {
      setProblem(asProblem(rejection));
    }
    setSaving(false);
  };
  return (
    <form data-testid="instance-form" autoComplete="off" onSubmit={save}>
      <SpaceBetween size="l">
        {problem !== null && <ProblemAlert problem={problem} />}
        {elsewhere.length > 0 && (
          <Alert type="error" header={t("instance.notSaved")}>
            {elsewhere.map(faultText).join(" ")}
          </Alert>
        )}
        <Container>
          <div className="narrow">
            <SpaceBetween size="l">
              <TextField
                name="name"
                value={draft.name}
                fault={faultOf("instances.name")}
                onChange={(name) => change({ name })}
              />
              <TextField
                name="instance"
                value={draft.instance}
                fault={faultOf("instances.instance")}
                onChange={(instance) => change({ instance })}
              />
              <FormField
                label={t("field.region.label")}
                description={t("field.region.hint")}
                errorText={faultOf("instances.region")}
              >
                <Autosuggest
                  data-testid="field-region"
                  value={draft.region}
                  options={regions.map((value) => ({ value }))}
                  empty={t("field.region.none")}
                  enteredTextLabel={(value) => t("field.use", { value })}
                  onChange={({ detail }) => change({ region: detail.value })}
                />
              </FormField>
              <FormField label={t("field.signIn.label")} errorText={faultOf("instances.sign_in")}>
                <RadioGroup
                  data-testid="field-sign-in"
                  value={draft.signIn}
                  onChange={({ detail }) => change({ signIn: detail.value as SignInWay })}
                  items={WAYS.map((way) => ({
                    value: way,
                    label: t(`signIn.${way}.label`),
                    description: t(`signIn.${way}.hint`),
                  }))}
                />
              </FormField>
              {draft.signIn === "profile" && (
                <ProfileField
                  draft={draft}
                  fault={faultOf("instances.profile")}
                  onChange={change}
                />
              )}
              <AdvancedFields
                draft={draft}
                open={ADVANCED.some((key) => draft[key] !== NEW[key])}
                faultOf={faultOf}
                onChange={change}
              />
            </SpaceBetween>
          </div>
        </Container>
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            data-testid="instance-save"
            variant="primary"
            formAction="submit"
            loading={saving}
          >
            {t("instance.save")}
          </Button>
          <Button variant="link" formAction="none" onClick={back}>
            {t("app.cancel")}
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </form>
  );
}
