import { Button, Switch } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { send } from "../api/http";
import { useMay } from "../api/session";
import { Confirm, type Question } from "../ui/confirm";
import { ago, moment } from "../ui/format";
import { tell, tellProblem } from "../ui/tell";
import { useNow } from "../ui/useNow";
import { Intro, Rows } from "./Section";
import { type Once, ShownOnce } from "./ShownOnce";
import classes from "./settings.module.css";
import { TokenDialog } from "./TokenDialog";
import { expiryWords, type Token, tokensMoved, useTokens } from "./tokens";
import { ROLES } from "./users";

async function revoke(token: Token) {
  try {
    await send("DELETE", `/api/tokens/${token.id}`);
    tell(`${token.name} is revoked`);
  } catch (problem) {
    tellProblem("The token was not revoked", problem);
  } finally {
    void tokensMoved();
  }
}

export function TokensTab() {
  const mayAll = useMay("admin");
  const [isAll, setAll] = useState(false);
  const tokens = useTokens(isAll && mayAll);
  const [isMaking, setMaking] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const [once, setOnce] = useState<Once | null>(null);

  return (
    <>
      <Intro text="For scripts and other programs that use the API in your name.">
        {mayAll && (
          <Switch
            label="Tokens of everybody"
            checked={isAll}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        )}
        <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setMaking(true)}>
          New token
        </Button>
      </Intro>
      <Rows
        query={tokens}
        columns={["Name", "Role", "Expires", "Last used"]}
        empty="No API tokens. Make one when a program needs it."
      >
        {(token) => <TokenRow key={token.id} token={token} isAll={isAll} onAsk={setQuestion} />}
      </Rows>
      {isMaking && (
        <TokenDialog
          onClose={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false);
            setOnce({
              title: `Token ${token.name}`,
              text: "Copy it now: it is not shown again. Send it as Authorization: Bearer …",
              label: "Token",
              secret: token.token ?? "",
            });
            void tokensMoved();
          }}
        />
      )}
      <ShownOnce once={once} onClose={() => setOnce(null)} />
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </>
  );
}

interface RowProps {
  token: Token;
  isAll: boolean;
  onAsk: (question: Question) => void;
}

function TokenRow({ token, isAll, onAsk }: RowProps) {
  const now = useNow();
  return (
    <tr>
      <td>
        <b>{token.name}</b>
        <div className="quiet">
          {token.prefix && <span className="code">lst_{token.prefix}…</span>}
          {isAll && ` ${token.owner ?? "operator"}`}
        </div>
      </td>
      <td data-label="Role">{ROLES[token.role].label}</td>
      <td data-label="Expires" title={token.expiresAt ? moment(token.expiresAt) : undefined}>
        {expiryWords(token.expiresAt, now)}
      </td>
      <td data-label="Last used" className="quiet">
        {token.lastUsedAt ? ago(token.lastUsedAt, now) : "never"}
      </td>
      <td className={classes.buttons}>
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Revoke ${token.name}`}
          onClick={() =>
            onAsk({
              title: `Revoke ${token.name}?`,
              text: "Whatever uses it is refused from now on. This can't be undone.",
              button: "Revoke",
              onYes: () => void revoke(token),
            })
          }
        >
          Revoke
        </Button>
      </td>
    </tr>
  );
}
