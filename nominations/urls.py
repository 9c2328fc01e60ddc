from django.urls import path

from nominations.views import api, draft, files, finishing, mine, people, start

app_name = "nominations"
urlpatterns = [
    path("", mine.MyNominations.as_view(), name="mine"),
    path("start/<int:edition>/", start.screener, name="screener"),
    path("start/<int:edition>/company/", start.start, name="start"),
    path("forms/<int:category>/print/", start.print_form, name="print_form"),
    path("<uuid:pk>/", mine.NominationDetail.as_view(), name="detail"),
    path("<uuid:pk>/conditions/", start.conditions, name="conditions"),
    path("<uuid:pk>/draft/", draft.draft, name="draft"),
    path("<uuid:pk>/draft/<slug:section>/", draft.draft, name="draft_section"),
    path("<uuid:pk>/answers/<slug:key>/", api.answer, name="answer"),
    path("<uuid:pk>/uploads/", api.new_upload, name="new_upload"),
    path("<uuid:pk>/uploads/<uuid:upload>/", api.upload_piece, name="upload_piece"),
    path("<uuid:pk>/uploads/<uuid:upload>/finish/", api.finish, name="finish_upload"),
    path("<uuid:pk>/files/<uuid:attachment>/", files.download, name="download"),
    path("<uuid:pk>/files/<uuid:attachment>/remove/", draft.remove_file, name="remove_file"),
    path("<uuid:pk>/preview/", finishing.preview, name="preview"),
    path("<uuid:pk>/submit/", finishing.submit, name="submit"),
    path("<uuid:pk>/receipt/", finishing.receipt, name="receipt"),
    path("<uuid:pk>/submissions/<int:number>/", finishing.submission, name="submission"),
    path("<uuid:pk>/collaborators/", people.collaborators, name="collaborators"),
    path("<uuid:pk>/collaborators/<uuid:person>/remove/", people.remove, name="remove_collaborator"),
    path("<uuid:pk>/collaborators/invitations/<uuid:invitation>/revoke/", people.revoke, name="revoke_invitation"),
    path("<uuid:pk>/withdraw/", finishing.withdraw, name="withdraw"),
    path("<uuid:pk>/accept/", finishing.accept, name="accept"),
    path("<uuid:pk>/decline/", finishing.decline, name="decline"),
]
