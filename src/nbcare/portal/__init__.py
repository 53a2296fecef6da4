"""The learner's portal: pages made ahead of time, answers saved from the browser, no kernel."""
