// The portal's backend: each message is one request, each reply the message a kernel would send.

const PATIENCE = 10000; // ms until a request counts as unanswered
const KEEPS = 30000; // characters of an answer that may still travel while the page closes

/** Say that the login is over, or another's. */
class Ended extends Error {
  ended = true;
}

/** Make the backend of one page. */
export function apiBackend({ root, scope, learner }, mine = () => true) {
  let token = tokenOf(document);

  async function request(method, address, body) {
    if (!mine()) throw new Ended("another login");
    const text = body && JSON.stringify(body);
    const headers = { Accept: "application/json", "X-Nbcare-Learner": learner ?? "" };
    if (text) Object.assign(headers, { "Content-Type": "application/json", "X-XSRFToken": token });
    const reply = await fetch(address, {
      method,
      headers,
      body: text,
      cache: "no-store",
      redirect: "manual",
      keepalive: Boolean(text) && text.length < KEEPS,
      signal: inTime(PATIENCE),
    });
    if (reply.status === 401 || reply.type === "opaqueredirect") throw new Ended("logged out");
    if (reply.status >= 500 && reply.status !== 507) throw new Error(`the course answers ${reply.status}`);
    if (reply.status === 429) throw new Error("too many requests");
    return reply;
  }

  async function post(path, message) {
    const address = `${root}/api/${scope}/${path}`;
    let reply = await request("POST", address, message);
    // A page left open over a new login has an old token.
    if (reply.status === 403 && (await renewed())) reply = await request("POST", address, message);
    return inWords(await reply.json(), message);
  }

  async function renewed() {
    const found = tokenOf(await page());
    if (!found || found === token) return false;
    token = found;
    return true;
  }

  async function page() {
    const reply = await request("GET", location.pathname);
    return new DOMParser().parseFromString(await reply.text(), "text/html");
  }

  return {
    save: ({ type, ...message }) => post("save", message),
    open: ({ type, ...message }) => post("open", message),
    again: ({ type, ...message }) => post("again", message),
    handIn: (message) => post("hand-in", message),
    reopen: (message) => post("reopen", message),
    state: async () => {
      const reply = await request("GET", `${root}/api/${scope}`);
      const answer = await reply.json();
      if (!reply.ok)
        throw Object.assign(new Error(`the course answers ${reply.status}`), { words: answer.error?.message });
      return answer;
    },
    widgets: async () => JSON.parse((await page()).getElementById("nbc-page").textContent).widgets,
  };
}

/** Give a signal that ends a request after so many ms; a browser of 2022 has none of its own. */
function inTime(ms) {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const control = new AbortController();
  setTimeout(() => control.abort(new DOMException("timed out", "TimeoutError")), ms);
  return control.signal;
}

function tokenOf(page) {
  return page.querySelector('meta[name="nbc-xsrf"]')?.content ?? "";
}

/** Give a reply that a widget understands, of an error as well. */
function inWords(reply, { nonce, item, case: caseId }) {
  if (reply.type) return reply;
  const reason = reply.error?.message ?? "The course did not take it.";
  const { code, again } = reply.error ?? {};
  return caseId
    ? { type: "not-opened", nonce, case: caseId, reason, code, again }
    : { type: "refused", nonce, item, reason, code, again };
}
