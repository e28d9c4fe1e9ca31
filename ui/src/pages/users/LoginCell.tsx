import Link from "@cloudscape-design/components/link";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import type { UserRow } from "../../ipc/generated/UserRow";
import { TextCell } from "./cells";
import { OpenUser } from "./OpenUser";

interface Props {
  row: UserRow;
  onOpen: (id: string) => void;
}

/** A login, which opens the user's details. */
export function LoginCell({ row: { id, login }, onOpen }: Props) {
  const { t } = useTranslation();
  const open = useContext(OpenUser);
  return (
    <Link
      data-testid={`login-${id}`}
      data-user-id={id}
      data-open={id === open}
      ariaLabel={t("details.show", { login })}
      onFollow={() => onOpen(id)}
    >
      <span className="login">
        <TextCell text={login} />
      </span>
    </Link>
  );
}
