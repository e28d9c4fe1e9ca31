import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyForIt } from "../../components/CopyForIt";
import { ProblemText } from "../../components/ProblemText";
import { useLogins } from "./useLogins";
import { useSaveOwnLogin } from "./useSaveOwnLogin";

interface Props {
  /** The login that the person's AWS access hints at. */
  suggestion: string | null;
  onDone?: () => void;
}

/** Asks which login is the person's own. */
export function OwnLoginForm({ suggestion, onDone }: Props) {
  const { t } = useTranslation();
  const logins = useLogins();
  const [login, setLogin] = useState(suggestion);
  const { save, saving, problem } = useSaveOwnLogin(onDone);

  return (
    <div className="own-login">
      <FormField label={t("ownLogin.label")}>
        <Select
          data-testid="own-login-select"
          selectedOption={login === null ? null : { value: login, label: login }}
          options={logins.options}
          statusType={logins.status}
          filteringType="manual"
          filteringPlaceholder={t("ownLogin.search")}
          filteringAriaLabel={t("ownLogin.search")}
          placeholder={t("ownLogin.placeholder")}
          loadingText={t("filter.loading")}
          errorText={t("filter.failed")}
          recoveryText={t("filter.retry")}
          empty={t("ownLogin.empty")}
          expandToViewport
          onLoadItems={({ detail }) => logins.load(detail.filteringText)}
          onChange={({ detail }) => setLogin(detail.selectedOption.value ?? null)}
        />
      </FormField>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          data-testid="own-login-save"
          disabled={login === null}
          loading={saving}
          onClick={() => void save(login)}
        >
          {t("ownLogin.save")}
        </Button>
        <Button data-testid="own-login-none" disabled={saving} onClick={() => void save(null)}>
          {t("ownLogin.saveNone")}
        </Button>
      </SpaceBetween>
      {problem !== null && (
        <Box color="inherit">
          <div role="alert">
            <ProblemText problem={problem} withWhat />
          </div>
          <CopyForIt problem={problem} />
        </Box>
      )}
    </div>
  );
}
