from django.contrib.auth.base_user import BaseUserManager

from accounts.querysets import PersonQuerySet


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    """People sign in by e-mail; addresses are kept in lower case so that one person is one row."""

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("A person needs an e-mail address.")
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=self.normalize_email(email))

    @classmethod
    def normalize_email(cls, email):
        return (email or "").strip().lower()
