"""The network around the prize, as the demo shows it: each part in its order."""

from home.demo import companies, enquiries, happenings, industry, services, topics


def lay_out(people, prize, site_home):
    companies.publish_profiles(people, prize)
    enquiries.write_enquiries(people, prize)
    services.describe_services(people, prize)
    industry.open_the_door(people, prize)
    happenings.hold_events(people, prize, site_home)
    topics.look_back(people, prize)
