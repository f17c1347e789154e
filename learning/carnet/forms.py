"""The two forms of the carnet: three words, or a file."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.carnet.export import MAX_BYTES, Imported, NotACarnet, TooLarge, from_bytes
from learning.carnet.words import MAX_TYPED, Unreadable, Words, read, word_list


class WordsForm(forms.Form):
    """The three words, as somebody typed them."""

    mots = forms.CharField(
        label=gettext_lazy("Vos trois mots"),
        max_length=MAX_TYPED,
        error_messages={"required": gettext_lazy("Écrivez vos trois mots, dans l’ordre.")},
    )
    ajouter = forms.BooleanField(required=False)

    def clean_mots(self) -> Words:
        try:
            return read(self.cleaned_data["mots"], word_list())
        except Unreadable as problem:
            raise forms.ValidationError(_sentence(problem)) from problem


def _sentence(problem: Unreadable) -> str:
    if problem.close:
        close = _(" ou ").join(_("« %s »") % word for word in problem.close[:4])
        return _("Pour « %(typed)s », nous hésitons : %(close)s ?") % {"typed": problem.word, "close": close}
    if problem.word:
        return _("Nous ne connaissons pas le mot « %s ». Vérifiez-le sur votre carte.") % problem.word
    return _("Il faut trois mots. Nous en lisons %d.") % problem.found


class FileForm(forms.Form):
    fichier = forms.FileField(
        label=gettext_lazy("Votre fichier"),
        error_messages={"required": gettext_lazy("Choisissez d’abord votre fichier.")},
    )

    def clean_fichier(self) -> Imported:
        file = self.cleaned_data["fichier"]
        try:
            return from_bytes(file.read(MAX_BYTES + 1), timezone.now())
        except TooLarge as error:
            raise forms.ValidationError(_("Ce fichier est trop grand pour être un carnet.")) from error
        except NotACarnet as error:
            sentence = _("Ce fichier n’est pas un carnet. Choisissez celui que vous avez enregistré ici.")
            raise forms.ValidationError(sentence) from error
