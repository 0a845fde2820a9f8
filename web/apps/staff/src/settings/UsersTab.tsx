import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { send } from "../api/http";
import { useSessionState } from "../api/session";
import { Confirm, type Question } from "../ui/confirm";
import { ago } from "../ui/format";
import { tell, tellProblem } from "../ui/tell";
import { useNow } from "../ui/useNow";
import { Intro, Rows } from "./Section";
import { type Once, ShownOnce } from "./ShownOnce";
import classes from "./settings.module.css";
import { UserDialog } from "./UserDialog";
import { inviteUrl, ROLES, stateOf, type User, usersMoved, useUsers } from "./users";

const linkOf = (user: User): Once | null =>
  user.inviteLink
    ? {
        title: `Invitation of ${user.name}`,
        text: `Send this link to ${user.email}. Whoever opens it chooses the password. It is good once, for 7 days, and is not shown again.`,
        label: "Invitation link",
        secret: inviteUrl(user.inviteLink),
      }
    : null;

async function change(what: string, act: () => Promise<unknown>) {
  try {
    await act();
    tell(what);
  } catch (problem) {
    tellProblem("Nothing was changed", problem);
  } finally {
    void usersMoved();
  }
}

const setActive = (user: User, active: boolean) =>
  change(`${user.name} is ${active ? "active" : "deactivated"}`, () =>
    send("PUT", `/api/users/${user.id}`, {
      body: { name: user.name, role: user.role, active },
      ifMatch: user.revision,
    }),
  );

const remove = (user: User) => change(`${user.name} is removed`, () => send("DELETE", `/api/users/${user.id}`));

export function UsersTab() {
  const users = useUsers();
  const [edited, setEdited] = useState<User | "new" | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [once, setOnce] = useState<Once | null>(null);

  async function invite(user: User) {
    try {
      setOnce(linkOf(await send<User>("POST", `/api/users/${user.id}/invite`)));
    } catch (problem) {
      tellProblem("There is no new link", problem);
    } finally {
      void usersMoved();
    }
  }

  return (
    <>
      <Intro text="Who may sign in to the Staff App, and what they may do.">
        <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEdited("new")}>
          Add user
        </Button>
      </Intro>
      <Rows query={users} columns={["Name", "Role", "State", "Last seen"]} empty="No users.">
        {(user) => (
          <UserRow
            key={user.id}
            user={user}
            onEdit={() => setEdited(user)}
            onInvite={() => void invite(user)}
            onAsk={setQuestion}
          />
        )}
      </Rows>
      {edited && (
        <UserDialog
          user={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={(user) => {
            setEdited(null);
            setOnce(linkOf(user));
            void usersMoved();
          }}
        />
      )}
      <ShownOnce once={once} onClose={() => setOnce(null)} />
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </>
  );
}

interface RowProps {
  user: User;
  onEdit: () => void;
  onInvite: () => void;
  onAsk: (question: Question) => void;
}

function UserRow({ user, onEdit, onInvite, onAsk }: RowProps) {
  const now = useNow();
  const state = useSessionState();
  const isMe = state.kind === "open" && state.session.user.id === user.id;
  const status = stateOf(user, now);
  return (
    <tr>
      <td>
        <button type="button" className="plain" onClick={onEdit}>
          {user.name}
        </button>{" "}
        {isMe && <span className="quiet">(you)</span>}
        <div className="quiet">{user.email}</div>
      </td>
      <td data-label="Role">{ROLES[user.role].label}</td>
      <td data-label="State">
        <span className={classes.state} data-state={status}>
          {status}
        </span>
      </td>
      <td data-label="Last seen" className="quiet">
        {user.lastSeenAt ? ago(user.lastSeenAt, now) : "never"}
      </td>
      <td className={classes.buttons}>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`Actions of ${user.name}`}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>Edit name and role</Menu.Item>
            {user.active && <Menu.Item onClick={onInvite}>New invitation link</Menu.Item>}
            {!user.active && <Menu.Item onClick={() => void setActive(user, true)}>Activate</Menu.Item>}
            {!isMe && <Endings user={user} onAsk={onAsk} />}
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
}

/** Nobody ends his own account by accident: another admin can. */
function Endings({ user, onAsk }: { user: User; onAsk: (question: Question) => void }) {
  return (
    <>
      {user.active && (
        <Menu.Item
          onClick={() =>
            onAsk({
              title: `Deactivate ${user.name}?`,
              text: "The sessions end and the API tokens are refused within a second. You can activate the user again.",
              button: "Deactivate",
              onYes: () => void setActive(user, false),
            })
          }
        >
          Deactivate
        </Menu.Item>
      )}
      <Menu.Item
        onClick={() =>
          onAsk({
            title: `Remove ${user.name}?`,
            text: "The user, the sessions and the API tokens are gone for good. The history keeps what was done.",
            button: "Remove",
            onYes: () => void remove(user),
          })
        }
      >
        Remove
      </Menu.Item>
    </>
  );
}
