import Box from "@cloudscape-design/components/box";
import { useTranslation } from "react-i18next";
import { CopyButton } from "./CopyButton";

interface Props {
  /** What it is the id of, for the button's label. */
  what: string;
  id: string;
}

/** An id or ARN, whole, with a button that copies it. */
export function CopyableId({ what, id }: Props) {
  const { t } = useTranslation();
  return (
    <span className="copyable">
      <CopyButton text={id} label={t("copy.label", { what })} />
      <Box variant="code">{id}</Box>
    </span>
  );
}
