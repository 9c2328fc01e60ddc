from django.urls import include, path

from judging.views import bids, entry, fields, finding, finishing, gates, leaving, queue, releases, saving

app_name = "judging"
urlpatterns = [
    path("", queue.Queue.as_view(), name="queue"),
    path("fields/", fields.Fields.as_view(), name="fields"),
    path("search/", finding.SearchEntries.as_view(), name="search"),
    path("search/suggest/", finding.SuggestEntries.as_view(), name="suggest"),
    path("releases/", releases.Releases.as_view(), name="releases"),
    path("rounds/<int:round>/pledge/", gates.SignPledge.as_view(), name="pledge"),
    path("rounds/<int:round>/declare/", gates.Declare.as_view(), name="declare"),
    path("rounds/<int:round>/bids/", bids.Bids.as_view(), name="bids"),
    path("rounds/<int:round>/marks/", finishing.MyMarks.as_view(), name="my_marks"),
    path("rounds/<int:round>/hand-in/", finishing.HandIn.as_view(), name="hand_in"),
    path("rounds/<int:round>/", include("judging.urls_chair")),
    path("entries/<uuid:pk>/", entry.Entry.as_view(), name="entry"),
    path("entries/<uuid:pk>/files/<int:number>/", entry.EntryFile.as_view(), name="file"),
    path("entries/<uuid:pk>/marks/<slug:key>/", saving.mark, name="mark"),
    path("entries/<uuid:pk>/remarks/<slug:kind>/", saving.remark, name="remark"),
    path("entries/<uuid:pk>/return/", leaving.Return.as_view(), name="return"),
    path("entries/<uuid:pk>/recuse/", leaving.Recuse.as_view(), name="recuse"),
    path("entries/<uuid:pk>/revise/", leaving.Revise.as_view(), name="revise"),
    path("entries/<uuid:pk>/concern/", leaving.RaiseConcern.as_view(), name="concern"),
]
