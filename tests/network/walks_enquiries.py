from network.office.enquiries import AbuseReportViewSet, EnquiryBlockViewSet, RecipientViewSet
from tests.accounts.viewset_walk import Walk, register_walk
from tests.network.enquiry_factories import BlockFactory, RecipientFactory, ReportFactory

register_walk(RecipientViewSet, Walk(row=lambda prize: RecipientFactory(), belongs_to_prize=False))
register_walk(AbuseReportViewSet, Walk(row=lambda prize: ReportFactory(), belongs_to_prize=False))
register_walk(EnquiryBlockViewSet, Walk(row=lambda prize: BlockFactory(), belongs_to_prize=False))
