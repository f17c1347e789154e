// The card's square code carries the words behind the #: they fill the form and leave the address.
const words = location.hash.slice(1);
if (/^[a-z]+-[a-z]+-[a-z]+$/.test(words)) {
  document.getElementById("mots").value = words.replaceAll("-", " ");
  history.replaceState(null, "", location.pathname);
}
