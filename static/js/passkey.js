// The conversation between the site and a key: `create` adds one, `use` proves who one is, `sign-in` opens the account.
// Options and answers are JSON; browsers know how to read and write it (WebAuthn level 3), older ones do it by hand.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const known = (list) => list?.map((key) => ({ ...key, id: bytes(key.id) }));

function optionsToCreate(json) {
  return { ...json, challenge: bytes(json.challenge), user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: known(json.excludeCredentials) };
}

function optionsToUse(json) {
  return { ...json, challenge: bytes(json.challenge), allowCredentials: known(json.allowCredentials) };
}

function answer(credential) {
  const { response } = credential;
  const json = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    json.attestationObject = text(response.attestationObject);
    json.transports = response.getTransports?.() ?? [];
  } else {
    json.authenticatorData = text(response.authenticatorData);
    json.signature = text(response.signature);
    json.userHandle = response.userHandle && text(response.userHandle);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response: json,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults() };
}

async function options(form) {
  if (form.dataset.passkey !== "sign-in") return JSON.parse(document.getElementById("passkey-options").textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

async function create(form) {
  const { publicKey } = (await options(form)).creation_options;
  const alone = form.elements.passwordless?.checked ?? false;
  publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, requireResidentKey: alone,
    residentKey: alone ? "required" : "discouraged",
    userVerification: alone ? "required" : publicKey.authenticatorSelection?.userVerification };
  return navigator.credentials.create({ publicKey: optionsToCreate(publicKey) });
}

async function use(form) {
  return navigator.credentials.get({ publicKey: optionsToUse((await options(form)).request_options.publicKey) });
}

export function start(form) {
  const error = form.querySelector("[data-passkey-error]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    error.hidden = true;
    try {
      const credential = await (form.dataset.passkey === "create" ? create(form) : use(form));
      form.elements.credential.value = JSON.stringify(answer(credential));
      form.submit();
    } catch {
      // Refused, too late, or no key there: the person may try again.
      error.hidden = false;
    }
  });
}
