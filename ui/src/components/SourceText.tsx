import Icon from "@cloudscape-design/components/icon";
import { useTranslation } from "react-i18next";
import type { SettingSource } from "../ipc/generated/SettingSource";

/** Where a setting comes from; a managed one has a lock. */
export function SourceText({ source }: { source: SettingSource }) {
  const { t } = useTranslation();
  switch (source.kind) {
    case "managed":
      return (
        <span className="source">
          <Icon name="lock-private" />{" "}
          {t("source.managed", { file: source.file, line: source.line })}
        </span>
      );
    case "user":
      return (
        <span className="source">{t("source.user", { file: source.file, line: source.line })}</span>
      );
    case "default":
      return t("source.default");
  }
}
