from django_tasks import task


@task()
def compute_round(round_id):
    from judging.actions.computing import compute_figures  # numpy is read where it is needed, never at start-up

    compute_figures(round_id)


@task()
def seal_round(sealing_id):
    from judging.actions.sealing import finish_sealing

    finish_sealing(sealing_id)


@task()
def draw_plan(run_id):
    from judging.actions.planning import finish_drawing

    finish_drawing(run_id)
