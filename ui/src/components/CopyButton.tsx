import Button from "@cloudscape-design/components/button";
import Popover from "@cloudscape-design/components/popover";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "./copyText";

interface Props {
  /** What is copied. */
  text: string | (() => string);
  /** What the button says to a screen reader. Needed when it shows no text. */
  label?: string;
  /** What the button shows beside its icon; without it the button is small. */
  children?: ReactNode;
}

/** A button that copies text, and says whether it could. */
export function CopyButton({ text, label, children }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(true);
  const copy = async () => {
    setCopied(await copyText(typeof text === "function" ? text() : text));
  };
  return (
    <Popover
      triggerType="custom"
      dismissButton={false}
      size="small"
      position="top"
      renderWithPortal
      content={
        <StatusIndicator type={copied ? "success" : "error"}>
          {copied ? t("copy.done") : t("copy.failed")}
        </StatusIndicator>
      }
    >
      <Button
        iconName="copy"
        variant={children === undefined ? "inline-icon" : "normal"}
        ariaLabel={label}
        onClick={copy}
      >
        {children}
      </Button>
    </Popover>
  );
}
