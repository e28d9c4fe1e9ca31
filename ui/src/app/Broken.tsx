import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { useTranslation } from "react-i18next";

/** What is shown when the window's own code has failed. */
export function Broken() {
  const { t } = useTranslation();
  return (
    <Box padding="xxl">
      <Alert
        type="error"
        header={t("app.broken.what")}
        action={<Button onClick={() => window.location.reload()}>{t("app.broken.reload")}</Button>}
      >
        {t("app.broken.means")}
      </Alert>
    </Box>
  );
}
